/// How the service takes content in: as one of its media blocks, or as text.
public enum Modality: String, Sendable, Hashable, CaseIterable, Codable {
    case image, audio, video, document, text
}

public import Foundation

/// A file that the service takes: what it is, and the digest of the bytes that were looked at.
public struct MediaFile: Hashable, Sendable {
    public let url: URL
    /// Its size.
    public let bytes: Int64
    /// SHA-256 of the content, 64 lower-case hexadecimal digits.
    public let sha256: String
    public let detection: Detection
    /// When the content was last changed.
    public let modified: Date
    /// What to tell the service.
    public let type: MediaType
    public let modality: Modality

    /// `nil` for what cannot be sent.
    init?(url: URL, bytes: Int64, sha256: String, detection: Detection, modified: Date) {
        guard let type = detection.type, let modality = detection.modality else { return nil }
        self.url = url
        self.bytes = bytes
        self.sha256 = sha256
        self.detection = detection
        self.modified = modified
        self.type = type
        self.modality = modality
    }
}

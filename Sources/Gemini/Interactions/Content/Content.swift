public import StructuredJSON

/// One block of what a person says or a model answers (contract §2.3).
///
/// An open union: a block of a kind that this version does not know is ``other(_:)``, and goes back as it came.
public enum Content: Hashable, Sendable {
    case text(TextContent)
    case image(ImageContent)
    case audio(AudioContent)
    case video(VideoContent)
    case document(DocumentContent)
    case other(JSONValue)

    public static func text(_ text: String) -> Content { .text(TextContent(text)) }
    public static func image(_ file: RemoteFile) -> Content { .image(ImageContent(file)) }
    public static func audio(_ file: RemoteFile) -> Content { .audio(AudioContent(file)) }
    public static func video(_ file: RemoteFile) -> Content { .video(VideoContent(file)) }
    public static func document(_ file: RemoteFile) -> Content { .document(DocumentContent(file)) }
}

extension Content: JSONConvertible {
    public init?(json: JSONValue) {
        guard let fields = json.object else {
            self = .other(json)
            return
        }
        self =
            switch fields["type", as: String.self] {
            case "text": .text(TextContent(fields: fields))
            case "image": .image(ImageContent(fields: fields))
            case "audio": .audio(AudioContent(fields: fields))
            case "video": .video(VideoContent(fields: fields))
            case "document": .document(DocumentContent(fields: fields))
            // Some real answers leave the type out where there is a text (contract §4.4).
            case nil where fields["text"]?.string != nil: .text(TextContent(fields: fields))
            default: .other(json)
            }
    }

    public var json: JSONValue {
        switch self {
        case .text(let block): block.json
        case .image(let block): block.json
        case .audio(let block): block.json
        case .video(let block): block.json
        case .document(let block): block.json
        case .other(let json): json
        }
    }
}

extension Content: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self = .text(value) }
}

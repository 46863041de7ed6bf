import StructuredJSON

/// All that the model is given.
struct Prompt: Sendable {
    let turns: [Turn]
    let system: String?
    let format: ResponseFormat
    let isBeforeGemini3: Bool
}

/// One side's words and media, in the order given.
struct Turn: Sendable {
    enum Part: Sendable {
        case text(String)
        case media(MediaBlock)
    }

    let isUser: Bool
    let parts: [Part]

    var text: String {
        parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n")
    }

    var media: [MediaBlock] {
        parts.compactMap { if case .media(let block) = $0 { block } else { nil } }
    }
}

/// A media block whose bytes are at hand.
struct MediaBlock: Sendable {
    /// `image`, `audio`, `video` or `document`.
    let kind: String
    let mimeType: String
    let path: String
    let size: Int64
    let sha256: String
    /// Whether the bytes were in the request, so that their file goes when it is answered.
    let isInline: Bool
    let options: JSONObject

    var resolution: String? { options["resolution"] }
}

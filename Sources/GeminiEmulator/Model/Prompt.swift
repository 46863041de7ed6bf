import StructuredJSON

/// All that the model is given.
struct Prompt: Sendable {
    let turns: [Turn]
    let system: String?
    let format: ResponseFormat
    let isBeforeGemini3: Bool
    /// Whether a transcript is asked for by `transcription_config`, with the times of words.
    var tellsWords = false
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

    /// The texts that were given to be read, where no other media were: all but the one that asks.
    ///
    /// A text file travels as a text block like the question about it. The question is the text that begins like one, or else
    /// the shortest.
    var readings: [String] {
        let texts = parts.compactMap { part -> String? in if case .text(let text) = part { text } else { nil } }
        guard media.isEmpty, texts.count > 1 else { return [] }
        let asking = texts.indices.filter { texts[$0].prefix(400).firstMatch(of: Self.question) != nil }
        let shortest = texts.indices.min { texts[$0].count < texts[$1].count }
        let question = asking.count == 1 ? asking.first : shortest
        return texts.indices.filter { $0 != question }.map { texts[$0] }
    }

    private static var question: Regex<Substring> {
        /(?i:^|[.!]\s+)(?i:what|who|when|where|which|how|why|describe|extract|summari[sz]e|transcribe|translate|write|list|tell|read|find|explain|answer|give)\b/
    }

    var media: [MediaBlock] {
        parts.compactMap { if case .media(let block) = $0 { block } else { nil } }
    }
}

/// A media block whose bytes are at hand.
struct MediaBlock: Sendable {
    /// `image`, `audio`, `video` or `document`.
    let kind: String
    /// The `displayName` of its file.
    var name: String?
    let mimeType: String
    let bytes: StoredBytes
    let size: Int64
    let sha256: String
    /// Whether the bytes were in the request, so that they go when it is answered.
    let isInline: Bool
    let options: JSONObject

    /// A file with the bytes.
    var path: String { get throws { try bytes.path } }

    var resolution: String? { options["resolution"] }
}

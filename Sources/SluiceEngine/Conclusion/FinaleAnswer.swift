import StructuredJSON

/// The answer to one request over results.
struct FinaleAnswer: Sendable {
    let text: String
    let data: JSONValue?
    let usage: TokenUsage?

    var output: JSONValue { ["text": .string(text), "data": data ?? .null] }

    /// As a line for the request that puts answers together.
    var line: [UInt8] {
        let answer: JSONValue = ["answer": data ?? .string(text)]
        return JSONLine.bytes(of: answer)
    }

    var json: JSONValue {
        ["text": .string(text), "data": data ?? .null, "usage": usage?.json ?? .null]
    }

    init(text: String, data: JSONValue?, usage: TokenUsage?) {
        self.text = text
        self.data = data
        self.usage = usage
    }

    init?(json: JSONValue) {
        guard let text = json["text"]?.string else { return nil }
        self.init(
            text: text,
            data: json["data"]?.unlessNull,
            usage: json["usage"]?.object.map(TokenUsage.init(fields:))
        )
    }
}

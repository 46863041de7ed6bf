import StructuredJSON

/// A transcript with `word_info` annotations (contract §3.4): where each word stands in the text, in bytes, and when it is said.
struct WordTimes: Sendable {
    private let text: String
    private let annotations: [JSONValue]

    init(_ words: [SpokenWord]) {
        var text = ""
        var annotations: [JSONValue] = []
        for word in words {
            if !text.isEmpty { text += " " }
            let start = text.utf8.count
            text += word.text
            annotations.append([
                "type": "word_info", "start_index": start.json, "end_index": text.utf8.count.json,
                "text": .string(word.text), "start_offset": Self.offset(word.start),
                "end_offset": Self.offset(word.end),
                "speaker": "Speaker 1",
            ])
        }
        self.text = text
        self.annotations = annotations
    }

    func answer(_ inputTokens: [ModelAnswer.Count]) -> ModelAnswer {
        var answer = ModelAnswer(text: text, thought: "Listened.", inputTokens: inputTokens)
        answer.annotations = annotations
        return answer
    }

    private static func offset(_ seconds: Double) -> JSONValue { .string("\(seconds.hundredths.json.text())s") }
}

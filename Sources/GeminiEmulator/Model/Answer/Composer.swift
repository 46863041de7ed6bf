/// Puts an answer in plain words together.
struct Composer: Sendable {
    let prompt: Prompt
    /// Of the media of the last turn.
    let facts: [MediaFacts]

    var text: String {
        guard !facts.isEmpty else { return conversation }
        return facts.map(describe).joined(separator: "\n\n")
    }

    /// A recording is answered with its words first, and so is whatever a transcript is asked of.
    private func describe(_ facts: MediaFacts) -> String {
        let report = FactReport(facts: facts)
        guard facts.kind == "audio" || wantsWords, let words = report.words else {
            return report.sentences.joined(separator: " ")
        }
        guard !wantsOnlyWords else { return words }
        var others = facts
        others.transcript = nil
        if words == facts.text { others.text = nil }
        return words + "\n\n" + FactReport(facts: others).sentences.joined(separator: " ")
    }

    private var question: String { prompt.turns.last { $0.isUser }?.text ?? "" }

    private var wantsWords: Bool {
        let question = question.lowercased()
        return ["transcri", "ocr", "read the text", "extract the text", "what is said"].contains(
            where: question.contains
        )
    }

    private var wantsOnlyWords: Bool {
        wantsWords && question.lowercased().contains("only")
    }

    /// Without media there is nothing to find out, and no model to pretend to be.
    private var conversation: String {
        let earlier = prompt.turns.dropLast().filter(\.isUser)
        var sentences = [
            "This is the offline emulator, not a language model.",
            "You asked: \"\(FactReport.excerpt(question, limit: 400))\".",
        ]
        if let last = earlier.last {
            let count = earlier.count == 1 ? "one earlier turn" : "\(earlier.count) earlier turns"
            sentences.append("I remember \(count); in the last one you said: \"\(FactReport.excerpt(last.text))\".")
        }
        if let system = prompt.system?.nonEmpty {
            sentences.append("My instructions are: \"\(FactReport.excerpt(system))\".")
        }
        return sentences.joined(separator: " ")
    }
}

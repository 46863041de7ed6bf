extension Interaction {
    /// The text of the answer: the last run of text blocks, by the rule of contract §3.7.
    ///
    /// Trailing output steps are joined across thoughts; text before a tool call or before an image is left out; tool steps
    /// and other blocks behind the text are skipped. Empty when there is none.
    public var outputText: String {
        var parts: [String] = []
        walk: for step in steps.reversed() {
            switch step {
            case .userInput: break walk
            case .thought: continue walk
            case .modelOutput(let output):
                guard output.hasContent else { continue walk }
                for block in output.content.reversed() {
                    if case .text(let block) = block {
                        parts.append(block.text)
                    } else if !parts.isEmpty {
                        break walk
                    }
                }
            default:
                if !parts.isEmpty { break walk }
            }
        }
        return parts.reversed().joined()
    }
}

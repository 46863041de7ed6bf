import StructuredJSON

extension Interaction {
    /// The text of an answer that is whole.
    ///
    /// - Throws: ``GeminiError`` when the answer was blocked, failed, was cut short, stopped early, or is empty. It carries the
    ///   text there was and the tokens spent.
    public func checkedText() throws(GeminiError) -> String {
        if var error = failure {
            error.partialText = outputText.isEmpty ? nil : outputText
            error.usage = usage
            throw error
        }
        return outputText
    }

    private var failure: GeminiError? {
        if let diagnostic = errors.first {
            return GeminiError(status: nil, code: diagnostic.code, message: diagnostic.message)
        }
        if let error = stepError { return error }
        switch status {
        case .completed:
            guard outputText.isEmpty else { return nil }
            return GeminiError(.emptyOutput, "The model answered with no text")
        case .incomplete, .requiresContinuation:
            guard outputText.isEmpty else {
                return GeminiError(.truncated, "The answer was cut short", hint: "raise max_output_tokens")
            }
            return GeminiError(
                .incomplete,
                "The model stopped before it wrote anything",
                hint: "thinking counts too: raise max_output_tokens or lower thinking_level"
            )
        case .cancelled: return GeminiError(.cancelled, "The interaction was cancelled")
        case .budgetExceeded: return GeminiError(.incomplete, "The agent's token budget is used up")
        case .requiresAction: return GeminiError(.incomplete, "The model asks for a function to be called")
        case .failed: return GeminiError(.server, "The interaction failed and the service did not say why")
        default: return GeminiError(.incomplete, "The interaction ended in the state \"\(status.rawValue)\"")
        }
    }

    /// The error inside a `model_output` step, a google.rpc.Status.
    private var stepError: GeminiError? {
        for case .modelOutput(let output) in steps {
            guard let error = output.error else { continue }
            let message = error["message", as: String.self] ?? "The model's output failed"
            return GeminiError(
                status: nil,
                code: error["status"] ?? error["code"]?.string,
                message: message,
                details: error["details"] ?? []
            )
        }
        return nil
    }
}

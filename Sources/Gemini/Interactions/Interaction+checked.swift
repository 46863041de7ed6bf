import StructuredJSON

extension Interaction {
    /// The text of an answer that is whole.
    ///
    /// - Throws: ``GeminiError`` when the answer was blocked, failed, was cut short, stopped early, waits for a function, or is
    ///   empty. It carries the status, the text there was and the tokens spent.
    public func checkedText() throws(GeminiError) -> String {
        if let error = failure { throw carrying(error) }
        guard !outputText.isEmpty else {
            throw carrying(GeminiError(.emptyOutput, "The model answered with no text"))
        }
        return outputText
    }

    /// The interaction itself, when a conversation can go on from it: it is whole, or it waits for functions to be called.
    ///
    /// - Throws: ``GeminiError`` as ``checkedText()`` does; an answer of pictures alone is not empty.
    public func checked() throws(GeminiError) -> Interaction {
        if status == .requiresAction, errors.isEmpty, stepError == nil, !functionCalls.isEmpty { return self }
        if let error = failure { throw carrying(error) }
        let hasOutput = steps.contains { step in
            if case .modelOutput(let output) = step { !output.content.isEmpty } else { false }
        }
        guard hasOutput else { throw carrying(GeminiError(.emptyOutput, "The model answered with nothing")) }
        return self
    }

    private func carrying(_ error: GeminiError) -> GeminiError {
        var error = error
        error.partialText = outputText.isEmpty ? nil : outputText
        error.usage = usage
        error.status = status
        return error
    }

    private var failure: GeminiError? {
        if let diagnostic = errors.first {
            return GeminiError(status: nil, code: diagnostic.code, message: diagnostic.message)
        }
        if let error = stepError { return error }
        switch status {
        case .completed: return nil
        case .incomplete:
            guard outputText.isEmpty else {
                return GeminiError(.truncated, "The answer was cut short", hint: "raise max_output_tokens")
            }
            return GeminiError(
                .incomplete,
                "The model stopped before it wrote anything",
                hint: "thinking counts too: raise max_output_tokens or lower thinking_level"
            )
        case .requiresContinuation:
            return GeminiError(.truncated, "The answer is longer than the requests that may be made for it")
        case .cancelled: return GeminiError(.cancelled, "The interaction was cancelled", hint: "run again")
        case .budgetExceeded: return GeminiError(.budgetExceeded, "The agent's token budget is used up")
        case .requiresAction:
            let names = functionCalls.map(\.name).joined(separator: ", ")
            return GeminiError(
                .requiresAction,
                names.isEmpty ? "The model asks for a function to be called" : "The model asks for a call of \(names)",
                hint: "answer with a function_result"
            )
        case .failed: return GeminiError(.failed, "The interaction failed and the service did not say why")
        case .inProgress, .queued:
            return GeminiError(.incomplete, "The interaction is still running", hint: "wait until it is done")
        default: return GeminiError(.incomplete, "The interaction ended in the state \"\(status.rawValue)\"")
        }
    }

    /// The names of google.rpc.Code, by their numbers.
    private static let codes = [
        1: "CANCELLED", 3: "INVALID_ARGUMENT", 4: "DEADLINE_EXCEEDED", 5: "NOT_FOUND", 7: "PERMISSION_DENIED",
        8: "RESOURCE_EXHAUSTED", 13: "INTERNAL", 14: "UNAVAILABLE", 16: "UNAUTHENTICATED",
    ]

    /// The error inside a `model_output` step, a google.rpc.Status.
    private var stepError: GeminiError? {
        for case .modelOutput(let output) in steps {
            guard let error = output.error else { continue }
            let message = error["message", as: String.self] ?? "The model's output failed"
            let code: String? =
                error["status"] ?? error["code"]?.string ?? error["code", as: Int.self].flatMap { Self.codes[$0] }
            guard let code else { return GeminiError(.failed, message) }
            return GeminiError(
                status: nil,
                code: code,
                message: message,
                details: error["details"] ?? []
            )
        }
        return nil
    }
}

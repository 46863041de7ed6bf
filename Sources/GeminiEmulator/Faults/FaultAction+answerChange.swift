import StructuredJSON

extension FaultAction {
    /// Makes a generation end as it should not.
    ///
    /// - Throws: ``Refusal`` for what is told as an error.
    func change(_ answer: inout ModelAnswer, for prompt: Prompt, isStreamed: Bool) throws(Refusal) {
        switch outcome {
        case nil: return
        case .empty: answer.text = ""
        case .incomplete:
            answer.text = String(answer.text.prefix(answer.text.count / 2))
            answer.status = "incomplete"
        case .failed: fail(&answer, code ?? "api_error", message ?? "The generation failed.")
        case .breaksSchema:
            // A list is no object, and an object no list.
            answer.text = prompt.format.schema?["type"] == "array" ? "{\"unexpected\":true}" : "[\"unexpected\"]"
        case .blocked:
            let code = code ?? "safety"
            let message = message ?? "The answer was blocked."
            guard blockForm == .interaction else {
                throw Refusal(status: status ?? 400, shape: .named(code), message: message, violation: "blocked")
            }
            fail(&answer, code, message)
        }
    }

    private func fail(_ answer: inout ModelAnswer, _ code: String, _ message: String) {
        answer.status = "failed"
        answer.errors = [["code": .string(code), "message": .string(message)]]
        answer.text = ""
    }
}

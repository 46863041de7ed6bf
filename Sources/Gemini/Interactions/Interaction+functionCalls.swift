extension Interaction {
    /// The functions that the model asks to be called and that nobody has answered yet, in its order.
    public var functionCalls: [FunctionCallStep] {
        let answered = Set(
            steps.compactMap { step in
                if case .functionResult(let result) = step { result.callID } else { nil }
            }
        )
        return steps.compactMap { step in
            if case .functionCall(let call) = step, !answered.contains(call.id) { call } else { nil }
        }
    }
}

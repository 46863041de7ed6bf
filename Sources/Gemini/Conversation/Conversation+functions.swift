extension Conversation {
    /// Takes a turn and runs the functions that the model asks for, until it has answered.
    ///
    /// The functions of one answer run at once, and their errors are told to the model. An answer that asks for a function without a
    /// closure is returned as it is: see ``answer(_:)``.
    ///
    /// - Parameter rounds: How many times functions may be run.
    /// - Returns: The last answer. Its usage is that of all requests of the turn.
    /// - Throws: ``GeminiError``: of kind `requires_action` when the model asks for functions once more than that, and as
    ///   ``say(_:)-(InteractionInput)`` does; `CancellationError`. Then the conversation has not changed.
    @discardableResult
    public mutating func say(_ input: InteractionInput, rounds: Int) async throws -> Interaction {
        try await turn(input, rounds: rounds) { chat, input in try await chat.say(input) }
    }

    /// Takes a turn with a text and runs the functions that the model asks for.
    @discardableResult
    public mutating func say(_ text: String, rounds: Int) async throws -> Interaction {
        try await say(.text(text), rounds: rounds)
    }

    /// Takes a turn whose answers are given while they are made, and runs the functions that the model asks for.
    ///
    /// It differs from ``say(_:rounds:)-(InteractionInput,_)`` in nothing else.
    @discardableResult
    public mutating func stream(
        _ input: InteractionInput,
        rounds: Int,
        forEach: (InteractionEvent) async throws -> Void
    ) async throws -> Interaction {
        try await turn(input, rounds: rounds) { chat, input in try await chat.stream(input, forEach: forEach) }
    }

    private mutating func turn(
        _ input: InteractionInput,
        rounds: Int,
        take: (inout Conversation, InteractionInput) async throws -> Interaction
    ) async throws -> Interaction {
        precondition(rounds >= 0, "Functions are run no less than 0 times")
        var chat = self
        var spent: Usage?
        var next = input
        var left = rounds
        while true {
            var answer: Interaction
            do {
                answer = try await take(&chat, next)
            } catch var error as GeminiError {
                error.usage = Self.sum(spent, error.usage)
                throw error
            }
            spent = Self.sum(spent, answer.usage)
            answer.fields["usage"] = spent?.json
            guard answer.status == .requiresAction, let results = try await chat.results(of: answer, roundsLeft: left)
            else {
                self = chat
                return answer
            }
            left -= 1
            next = .steps(results.map(Step.functionResult))
        }
    }

    /// What the functions gave that an answer asks for. `nil` when one of them is the caller's to run.
    private func results(of answer: Interaction, roundsLeft: Int) async throws -> [FunctionResultStep]? {
        let calls = answer.functionCalls
        let declared = (tools ?? []).filter { $0.name != nil }
        let tools = calls.map { call in declared.first { $0.name == call.name } }
        if tools.contains(where: { $0 != nil && $0?.function == nil }) { return nil }
        guard roundsLeft > 0 else {
            var error = GeminiError(
                .requiresAction,
                "The model still asks for \(calls.map(\.name).joined(separator: ", "))",
                hint: "allow more rounds of function calls, or say when the functions are not to be used"
            )
            error.usage = answer.usage
            error.status = answer.status
            throw error
        }
        return try await withThrowingTaskGroup(of: (Int, FunctionResultStep).self) { group in
            for (index, (call, tool)) in zip(calls, tools).enumerated() {
                group.addTask {
                    guard let tool else {
                        return (index, call.result("There is no function called \(call.name)", isError: true))
                    }
                    return (index, try await tool.result(of: call))
                }
            }
            var results: [Int: FunctionResultStep] = [:]
            for try await (index, result) in group { results[index] = result }
            return calls.indices.compactMap { results[$0] }
        }
    }

    private static func sum(_ a: Usage?, _ b: Usage?) -> Usage? {
        guard let a, let b else { return a ?? b }
        return a + b
    }
}

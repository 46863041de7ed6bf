import Sluice

extension Stage {
    /// Runs over every input, several at a time, and hands the outputs on in the order of the inputs.
    ///
    /// At most `limit` finished outputs wait for a slow one before them.
    func inOrder<Inputs: AsyncSequence & Sendable>(
        over inputs: Inputs,
        limit: Int,
        _ body: (Output) throws -> Void
    ) async throws where Inputs.Element == Input {
        var waiting: [Int: Output] = [:]
        var next = 0
        try await run(over: inputs, limit: limit) { outcome in
            waiting[outcome.index] = try outcome.output
            while let output = waiting.removeValue(forKey: next) {
                try body(output)
                next += 1
            }
        }
    }
}

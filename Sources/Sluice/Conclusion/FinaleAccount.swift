import Gemini

/// What asking over all results takes, held to the run's budget.
struct FinaleAccount {
    let budget: Budget
    let estimator: Estimator
    /// Requests that were answered.
    private(set) var requests = 0
    /// Of those, what they took.
    private(set) var usage: Usage?
    /// What was expected of them.
    private(set) var expected = ItemEstimate()

    init(_ budget: Budget, _ estimator: Estimator) {
        self.budget = budget
        self.estimator = estimator
    }

    /// US dollars that were spent. `nil` when the price is not known.
    var cost: Double? { usage.flatMap { estimator.cost(of: $0) } }
    /// US dollars that were expected. `nil` when the price is not known.
    var expectedCost: Double? { estimator.cost(expected) }

    /// Asks, when the budget has room for the longest answer.
    ///
    /// - Throws: ``ItemError`` of kind `budget_exceeded`; what the service says.
    mutating func pay(for request: InteractionRequest, by gemini: GeminiClient) async throws -> Interaction {
        let estimate = estimator.estimate(request)
        let most = estimator.most(estimate)
        try await budget.reserve(most, for: "what is asked finally")
        var spent = Spending()
        defer { budget.settle(most, spent: spent) }
        let interaction = try await gemini.interactions.create(request)
        requests += 1
        expected.inputTokens += estimate.inputTokens
        expected.outputTokens += estimate.outputTokens
        if let used = interaction.usage {
            usage = usage.map { $0 + used } ?? used
            spent = estimator.spending(on: [used])
        }
        return interaction
    }
}

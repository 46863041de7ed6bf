import Synchronization

/// What asking over all results takes, held to the run's budget and pace.
final class FinaleAccount: Sendable {
    /// What was taken, and what was expected to be.
    struct Sum {
        /// `nil` before the first answer.
        var usage: TokenUsage?
        /// US dollars that were spent. `nil` when the price of an answer is not known.
        var cost: Double? = 0
        /// Answers that may have been paid for without having been heard.
        var unheard: UnheardAnswers?
        var expectedTokens = 0
        /// US dollars. `nil` when the price is not known.
        var expectedCost: Double? = 0
    }

    let pacer: ItemPacer
    /// Calls that were made, failed ones included.
    let attempts = AttemptCounter()
    private let budget: Budget
    private let estimator: Estimator
    private let state = Mutex(Sum())

    init(_ budget: Budget, _ estimator: Estimator, _ pacer: ItemPacer) {
        self.budget = budget
        self.estimator = estimator
        self.pacer = pacer
    }

    var sum: Sum { state.withLock(\.self) }

    /// Asks, when the budget has room for the longest answer.
    ///
    /// - Throws: ``ItemError`` of kind `budget_exceeded`; what the service says.
    func pay(for request: ModelRequest, by service: any ModelService, in call: ServiceCall) async throws -> ModelAnswer
    {
        let estimate = estimator.estimate(request)
        let most = estimator.most(estimate)
        let reservation = try await budget.reserve(most, holding: nil, for: "what is asked finally")
        var spent = Spending()
        defer {
            if let lost = estimator.unheard(pacer.takeUnheard(), atMost: most) {
                spent = spent + lost.most
                state.withLock { $0.unheard = $0.unheard.map { $0 + lost.answers } ?? lost.answers }
            }
            reservation.settle(spent: spent)
        }
        pacer.expect(tokens: estimate.largestInput)
        attempts.add()
        let answer = try await service.answer(request, in: call.repeating(within: reservation))
        note(answer.usage, estimate)
        spent = estimator.spending(on: [answer.usage], atMost: most)
        return answer
    }

    private func note(_ used: TokenUsage?, _ estimate: ItemEstimate) {
        let (cost, expected) = (used.flatMap(estimator.cost(of:)), estimator.cost(estimate))
        state.withLock { sum in
            sum.expectedTokens += estimate.tokens
            sum.expectedCost = sum.expectedCost.flatMap { sum in expected.map { Money.rounded(sum + $0) } }
            guard let used else { return }
            sum.usage = sum.usage.map { $0 + used } ?? used
            sum.cost = sum.cost.flatMap { sum in cost.map { Money.rounded(sum + $0) } }
        }
        pacer.used(used)
    }
}

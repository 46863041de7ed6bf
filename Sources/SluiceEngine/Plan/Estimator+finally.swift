import StructuredJSON

extension Estimator {
    /// What a request of text alone takes.
    func estimate(_ request: ModelRequest) -> ItemEstimate {
        let schema = request.response.schema.map { $0.json.serialized().count } ?? 0
        let bytes = (request.texts + [request.systemInstruction ?? ""]).reduce(schema) { $0 + $1.utf8.count }
        let config = request.settings
        var estimate = ItemEstimate()
        estimate.requests = 1
        estimate.inputTokens = TokenEstimate.text(bytes: bytes).tokens
        estimate.largestInput = estimate.inputTokens
        // Figures and rare scripts take more tokens than words do.
        estimate.mostInputTokens = bytes / 2 + 256
        estimate.outputTokens = guessedOutput(config)
        estimate.mostOutputTokens = longestAnswer(config)
        return estimate
    }

    /// What a recipe's `finally` takes, before there are answers to ask about.
    ///
    /// - Parameters:
    ///   - results: Items that will have answers.
    ///   - usualOutput: Tokens that answers of this recipe have taken on average, thoughts included.
    func estimate(_ finally: Recipe.Finally, over results: Int, usualOutput: Int?) -> ItemEstimate {
        let config = config(with: finally.generation)
        let lines = results * ((usualOutput ?? Self.guessedAnswer) + Self.guessedName)
        let parts = lines == 0 ? 0 : (lines - 1) / max(1, finally.partTokens) + 1
        var estimate = ItemEstimate()
        estimate.isGuess = true
        estimate.requests = parts > 1 ? parts + 1 : parts
        let prompt = TokenEstimate.text(bytes: finally.prompt.utf8.count + Self.wordsAround).tokens
        estimate.inputTokens = lines + estimate.requests * prompt + (parts > 1 ? parts * Self.guessedAnswer : 0)
        estimate.largestInput = min(lines, finally.partTokens) + prompt
        estimate.outputTokens = estimate.requests * guessedOutput(config)
        return estimate
    }

    /// What answers cost; the most that they can where the service does not say what one of them took.
    func spending(on usage: [TokenUsage?], atMost most: Spending) -> Spending {
        var spending = spending(on: usage.compactMap(\.self))
        if usage.contains(where: { $0?.sum == nil }) { spending.tokens = max(spending.tokens, most.tokens) }
        if usage.contains(where: { $0?.isSplit != true }) { spending.dollars = max(spending.dollars, most.dollars) }
        return spending
    }

    /// What answers that nobody heard count with. `nil` when there were none.
    func unheard(_ calls: Int, atMost most: Spending) -> (answers: UnheardAnswers, most: Spending)? {
        guard calls > 0 else { return nil }
        let all = (1..<calls).reduce(most) { sum, _ in sum + most }
        let isPriced = prices.most(
            input: 1,
            audio: 0,
            output: 1,
            model: recipe.model,
            tier: recipe.serviceTier.rawValue
        )
        return (UnheardAnswers(calls: calls, most: all, isPriced: isPriced != nil), all)
    }

    private func spending(on usage: [TokenUsage]) -> Spending {
        let tokens = usage.map { $0.sum ?? ($0.totalInputTokens ?? 0) + ($0.totalOutputTokens ?? 0) }
        return Spending(tokens: tokens.reduce(0, +), dollars: usage.map(dollars).reduce(0, +))
    }

    /// What counts against a budget: where no price is for so large a request, the dearest of the model's.
    private func dollars(_ usage: TokenUsage) -> Double {
        cost(of: usage)
            ?? prices.most(
                input: usage.totalInputTokens ?? 0,
                audio: 0,
                output: (usage.totalOutputTokens ?? 0) + (usage.totalThoughtTokens ?? 0),
                model: recipe.model,
                tier: recipe.serviceTier.rawValue
            ) ?? 0
    }

    /// US dollars. `nil` when that of any answer is not known.
    func cost(of usage: [TokenUsage]) -> Double? {
        let costs = usage.compactMap(cost(of:))
        return costs.isEmpty || costs.count < usage.count ? nil : Money.rounded(costs.reduce(0, +))
    }

    /// US dollars. `nil` when the price is not known.
    func cost(of usage: TokenUsage) -> Double? {
        prices.cost(of: usage, model: recipe.model, tier: recipe.serviceTier.rawValue)
    }

    /// The name of a file, and what makes a line of it and its answer. In tokens.
    private static let guessedName = 20
    /// What is said about the answers. In bytes.
    private static let wordsAround = 60
}

extension TokenUsage {
    /// All tokens, where the service says enough to know.
    fileprivate var sum: Int? {
        if let totalTokens { return totalTokens }
        guard let totalInputTokens, let totalOutputTokens else { return nil }
        return totalInputTokens + totalOutputTokens + (totalThoughtTokens ?? 0)
    }

    /// Whether it says enough to know a price.
    fileprivate var isSplit: Bool { totalInputTokens != nil && totalOutputTokens != nil }
}

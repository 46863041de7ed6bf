import Sluice

/// What an answer took, for people.
enum UsageLine {
    static func text(_ interaction: Interaction, model: String) -> String {
        guard let usage = interaction.usage else { return "Usage: the service did not say." }
        let counts: [(String, Int?)] = [
            ("in", usage.totalInputTokens), ("of it cached", usage.totalCachedTokens.flatMap { $0 > 0 ? $0 : nil }),
            ("out", usage.totalOutputTokens), ("thought", usage.totalThoughtTokens),
            ("tool use", usage.totalToolUseTokens.flatMap { $0 > 0 ? $0 : nil }), ("in all", usage.totalTokens),
        ]
        let tokens = counts.compactMap { name, count in count.map { "\($0) \(name)" } }.joined(separator: ", ")
        let prices = PriceList.builtIn
        let tier = interaction.serviceTier?.rawValue ?? "standard"
        let cost = prices.cost(of: usage, model: interaction.model ?? model, tier: tier)
        return "Tokens: \(tokens)" + (cost.map { "; about \(Money.text($0)) at the prices of \(prices.date)" } ?? "")
    }
}

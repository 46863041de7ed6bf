import Foundation
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
        let cost = ListPrice.of(interaction.model ?? model)?.cost(usage, tier: interaction.serviceTier)
        return "Tokens: \(tokens)" + (cost.map { "; about $\(money($0)) at \(ListPrice.date)'s list prices" } ?? "")
    }

    private static func money(_ dollars: Double) -> String {
        dollars.formatted(.number.precision(.significantDigits(1...3)).locale(Locale(identifier: "en_US_POSIX")))
    }
}

/// US dollars for a million tokens at the standard tier.
struct ListPrice {
    let input: Double
    let output: Double

    /// When these prices were read; they change.
    static let date = "October 2026"

    static func of(_ model: String) -> ListPrice? {
        prices[model.hasPrefix("models/") ? String(model.dropFirst("models/".count)) : model]
    }

    /// Thoughts are billed as output; cached tokens, which are part of the input, are counted in full. Flex is half.
    func cost(_ usage: Usage, tier: ServiceTier?) -> Double? {
        guard let input = usage.totalInputTokens, let output = usage.totalOutputTokens, tier != .priority else {
            return nil
        }
        let thoughts = usage.totalThoughtTokens ?? 0
        let dollars = Double(input) * self.input / 1e6 + (Double(output) + Double(thoughts)) * self.output / 1e6
        return tier == .flex ? dollars / 2 : dollars
    }

    /// Contract §7.4, where a price is confirmed and does not depend on the size or the kind of the input.
    private static let prices: [String: ListPrice] = [
        "gemini-3.8-flash": ListPrice(input: 0.75, output: 3.75),
        "gemini-3.5-flash": ListPrice(input: 1.5, output: 9),
        "gemini-3.5-flash-lite": ListPrice(input: 0.3, output: 2.5),
        "gemini-2.5-flash-lite": ListPrice(input: 0.1, output: 0.4),
    ]
}

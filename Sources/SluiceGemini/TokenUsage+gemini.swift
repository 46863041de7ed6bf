public import Gemini
public import SluiceEngine

extension TokenUsage {
    /// What the service counted for an interaction.
    public init(_ usage: Usage) { self.init(fields: usage.fields) }
}

extension PriceList {
    /// What an interaction cost, in US dollars. `nil` when the price or the counts are not known.
    public func cost(of usage: Usage, model: String, tier: String) -> Double? {
        cost(of: TokenUsage(usage), model: model, tier: tier)
    }
}

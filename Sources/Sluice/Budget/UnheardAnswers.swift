public import StructuredJSON

/// Answers that the service may have made, and may bill, although nobody heard them: the line broke, the time was over, or what
/// came could not be read.
///
/// What they took is not known. So they stand beside what is known to be used, with the most that they can have taken.
public struct UnheardAnswers: Hashable, Sendable {
    /// How many there were.
    public var calls: Int
    /// Tokens that they have taken at most.
    public var mostTokens: Int
    /// US dollars that they have cost at most. `nil` when the price is not known.
    public var mostCost: Double?

    init(calls: Int, most: Spending, isPriced: Bool) {
        self.calls = calls
        mostTokens = most.tokens
        mostCost = isPriced ? Money.rounded(most.dollars) : nil
    }

    static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.calls += b.calls
        sum.mostTokens = (Spending(tokens: a.mostTokens) + Spending(tokens: b.mostTokens)).tokens
        sum.mostCost = a.mostCost.flatMap { a in b.mostCost.map { Money.rounded(a + $0) } }
        return sum
    }

    /// As records and summaries say it.
    public var json: JSONValue {
        ["calls": calls.json, "most_tokens": mostTokens.json, "most_cost_usd": mostCost?.json ?? .null]
    }

    static let schema: JSONValue = [
        "type": "object",
        "description":
            "Answers that may have been made and billed although they were not heard; what they took is not known",
        "properties": [
            "calls": ["type": "integer", "minimum": 1],
            "most_tokens": ["type": "integer", "minimum": 0, "description": "The most that they can have taken"],
            "most_cost_usd": [
                "type": ["number", "null"],
                "description": "The most that they can have cost, as it counts against a budget; null without a price",
            ],
        ],
        "required": ["calls", "most_tokens", "most_cost_usd"],
        "additionalProperties": false,
    ]
}

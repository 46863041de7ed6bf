public import StructuredJSON

/// Answers that the service may have made, and may bill, although they did not arrive: the connection broke, the time was over,
/// or what came could not be read.
///
/// What they took is not known, so they stand beside what is known to be used, with the most that they can have taken.
public struct UnheardAnswers: Hashable, Sendable {
    /// How many there were.
    public var calls: Int
    /// Tokens that they have taken at most.
    public var mostTokens: Int
    /// US dollars that they have cost at most. `nil` when the price is not known.
    public var mostCost: Double?

    /// As records and summaries have it.
    public var json: JSONValue { recorded }

    static let note =
        "Answers that may have been made and billed although they were not heard; what they took is not known"

    /// The JSON Schema of ``json``.
    static let schema = RecordMember<Self>("unheard", note).schema
}

extension UnheardAnswers: RecordValue {
    static var shape: RecordShape { .object(Members.all) }

    var recorded: JSONValue {
        var fields: JSONObject = [:]
        Members.calls.set(calls, in: &fields)
        Members.mostTokens.set(mostTokens, in: &fields)
        Members.mostCost.set(mostCost, in: &fields)
        return .object(fields)
    }

    init?(recorded json: JSONValue) {
        guard let fields = json.object, let calls = Members.calls.value(in: fields) else { return nil }
        self.calls = calls
        mostTokens = Members.mostTokens.value(in: fields) ?? 0
        mostCost = Members.mostCost.value(in: fields)
    }

    private enum Members {
        static let calls = RecordMember<Int>("calls", keywords: ["minimum": 1])
        static let mostTokens = RecordMember<Int>(
            "most_tokens",
            "The most that they can have taken",
            keywords: ["minimum": 0]
        )
        static let mostCost = RecordMember<Double>(
            "most_cost_usd",
            "The most that they can have cost, as it counts against a budget; null without a price",
            isNullable: true
        )
        static let all: [RecordEntry] = [calls.entry, mostTokens.entry, mostCost.entry]
    }
}

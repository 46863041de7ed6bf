public import StructuredJSON

/// The tokens that answers took, by the names of the service that counted them.
///
/// Counters that have no property here are kept, and summed like the others.
public struct TokenUsage: JSONBacked {
    /// The counters.
    public var fields: JSONObject
    /// Takes counters as they are.
    public init(fields: JSONObject) { self.fields = fields }

    /// Upper bound of a token count, 10¹²; larger ones are clamped. Nine million of this size add up without overflow.
    public static let largestCount = JSONValue.largestTokenCount

    /// Tokens of all kinds together, as the service counts them.
    public var totalTokens: Int? { fields["total_tokens"]?.tokenCount }
    /// Cached tokens included.
    public var totalInputTokens: Int? { fields["total_input_tokens"]?.tokenCount }
    /// Tokens of the answer; thoughts have a counter of their own.
    public var totalOutputTokens: Int? { fields["total_output_tokens"]?.tokenCount }
    /// Tokens of thoughts. They are billed as output.
    public var totalThoughtTokens: Int? { fields["total_thought_tokens"]?.tokenCount }
    /// Input tokens that the service had in its cache.
    public var totalCachedTokens: Int? { fields["total_cached_tokens"]?.tokenCount }

    /// Input tokens of one modality, such as `audio`. 0 when the service does not say.
    public func inputTokens(of modality: String) -> Int {
        let counts = (fields["input_tokens_by_modality"]?.array ?? []).filter {
            $0["modality"]?.string?.lowercased() == modality
        }
        return counts.reduce(0) { $0 + ($1["tokens"]?.tokenCount ?? 0) }
    }

    /// The sum of two answers, counter by counter and modality by modality.
    public static func + (a: Self, b: Self) -> Self { Self(fields: a.fields.addingCounts(b.fields)) }
}

extension TokenUsage: RecordValue {
    static var shape: RecordShape { .map }
}

extension Sequence where Element == TokenUsage {
    /// The sum. `nil` when there are none.
    func sum() -> TokenUsage? { reduce(nil) { sum, next in sum.map { $0 + next } ?? next } }
}

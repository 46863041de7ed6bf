public import StructuredJSON

/// The tokens an interaction took (contract §3.5). Any of them may be missing; none is made up from others.
///
/// A number that no service can mean is brought to the nearest that it can, from 0 to ``largestCount``, so that whoever adds
/// and multiplies counts need not look out for it. ``fields`` has what came.
public struct Usage: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// Upper bound of a token count, 10¹²; larger ones are clamped. Nine million of this size add up without overflow.
    public static let largestCount = JSONValue.largestTokenCount

    /// Tokens of all kinds together, as the service counts them.
    public var totalTokens: Int? { fields["total_tokens"]?.tokenCount }
    /// Cached tokens included.
    public var totalInputTokens: Int? { fields["total_input_tokens"]?.tokenCount }
    /// Tokens of the answer; thoughts have a counter of their own.
    public var totalOutputTokens: Int? { fields["total_output_tokens"]?.tokenCount }
    /// Billed as output.
    public var totalThoughtTokens: Int? { fields["total_thought_tokens"]?.tokenCount }
    public var totalCachedTokens: Int? { fields["total_cached_tokens"]?.tokenCount }
    public var totalToolUseTokens: Int? { fields["total_tool_use_tokens"]?.tokenCount }
    public var inputTokensByModality: [ModalityTokens] { fields["input_tokens_by_modality"] ?? [] }
    public var outputTokensByModality: [ModalityTokens] { fields["output_tokens_by_modality"] ?? [] }

    /// The sum of two answers, counter by counter and modality by modality.
    public static func + (a: Usage, b: Usage) -> Usage { Usage(fields: a.fields.addingCounts(b.fields)) }
}

/// Tokens of one modality.
public struct ModalityTokens: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var modality: String { fields["modality"] ?? "" }
    public var tokens: Int { fields["tokens"]?.tokenCount ?? 0 }
}

public import StructuredJSON

/// The tokens an interaction took (contract §3.5). Any of them may be missing; none is made up from others.
///
/// A number that no service can mean is brought to the nearest that it can, from 0 to ``largestCount``, so that whoever adds
/// and multiplies counts need not look out for it. ``fields`` has what came.
public struct Usage: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// Upper bound of a token count, 10¹²; larger ones are clamped. Nine million of this size add up without overflow.
    public static let largestCount = 1_000_000_000_000

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
    public static func + (a: Usage, b: Usage) -> Usage {
        var sum = a
        for (key, value) in b.fields {
            if let more = value.tokenCount {
                sum.fields[key] = ((sum.fields[key]?.tokenCount ?? 0) + more).json
            } else if let counts = value.array {
                sum.fields[key] = .array(Self.sum(sum.fields[key]?.array ?? [], counts))
            }
        }
        return sum
    }

    /// Counts of the same thing are added: of a modality, or of a tool (`grounding_tool_count`).
    private static func sum(_ a: [JSONValue], _ b: [JSONValue]) -> [JSONValue] {
        var sum = a
        for more in b {
            let place = sum.firstIndex { $0["modality"] == more["modality"] && $0["type"] == more["type"] }
            guard let place, var count = sum[place].object else {
                sum.append(more)
                continue
            }
            for key in ["tokens", "count"] {
                guard let number = more[key]?.tokenCount else { continue }
                count[key] = ((count[key]?.tokenCount ?? 0) + number).json
            }
            sum[place] = .object(count)
        }
        return sum
    }
}

/// Tokens of one modality.
public struct ModalityTokens: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var modality: String { fields["modality"] ?? "" }
    public var tokens: Int { fields["tokens"]?.tokenCount ?? 0 }
}

extension JSONValue {
    /// A number as a count of tokens that can be calculated with. `nil` for what is no number.
    package var tokenCount: Int? {
        guard let number else { return nil }
        return min(max(number.int ?? Int(saturating: number.double), 0), Usage.largestCount)
    }
}

public import StructuredJSON

/// The tokens an interaction took (contract §3.5). Any of them may be missing; none is made up from others.
public struct Usage: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var totalTokens: Int? { fields["total_tokens"] }
    /// Cached tokens included.
    public var totalInputTokens: Int? { fields["total_input_tokens"] }
    public var totalOutputTokens: Int? { fields["total_output_tokens"] }
    /// Billed as output.
    public var totalThoughtTokens: Int? { fields["total_thought_tokens"] }
    public var totalCachedTokens: Int? { fields["total_cached_tokens"] }
    public var totalToolUseTokens: Int? { fields["total_tool_use_tokens"] }
    public var inputTokensByModality: [ModalityTokens] { fields["input_tokens_by_modality"] ?? [] }
    public var outputTokensByModality: [ModalityTokens] { fields["output_tokens_by_modality"] ?? [] }

    /// The sum of two answers, counter by counter and modality by modality.
    public static func + (a: Usage, b: Usage) -> Usage {
        var sum = a
        for (key, value) in b.fields {
            if let more = value.number?.int {
                sum.fields[key] = (sum.fields[key, as: Int.self] ?? 0) + more
            } else if value.array != nil {
                sum.fields[key] = ModalityTokens.sum(sum.fields[key] ?? [], b.fields[key] ?? [])
            }
        }
        return sum
    }
}

/// Tokens of one modality.
public struct ModalityTokens: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var modality: String { fields["modality"] ?? "" }
    public var tokens: Int { fields["tokens"] ?? 0 }

    static func sum(_ a: [ModalityTokens], _ b: [ModalityTokens]) -> [ModalityTokens] {
        var sum = a
        for more in b {
            if let place = sum.firstIndex(where: { $0.modality == more.modality }) {
                sum[place].fields["tokens"] = sum[place].tokens + more.tokens
            } else {
                sum.append(more)
            }
        }
        return sum
    }
}

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
                sum.fields[key] = (sum.fields[key] ?? 0).adding(more)
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
                guard let number = more[key]?.number?.int else { continue }
                count[key] = (count[key] ?? 0).adding(number)
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
    public var tokens: Int { fields["tokens"] ?? 0 }
}

extension Int {
    /// The sum, or the nearest number there is: a service that counts nonsense stops nobody.
    fileprivate func adding(_ other: Int) -> Int {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        guard isTooLarge else { return sum }
        return other > 0 ? .max : .min
    }
}

public import StructuredJSON

/// What the model thought. Its signature must go back unchanged in a conversation without server state (contract §5).
public struct ThoughtStep: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var signature: String? { fields["signature"] }
    /// Only when summaries were asked for.
    public var summary: [Content] { fields["summary"] ?? [] }
}

extension Step {
    /// Whether it is a thought whose signature is empty: told again, it breaks the next turn (contract §5).
    package var isUnsignedThought: Bool {
        if case .thought(let thought) = self { thought.signature == "" } else { false }
    }
}

public import StructuredJSON

/// The beginning or the end of an interaction.
public struct InteractionPayload: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var interaction: Interaction { fields["interaction"] ?? Interaction(fields: [:]) }
}

/// A new status of the whole.
public struct StatusUpdate: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var interactionID: String? { fields["interaction_id"] }
    public var status: Interaction.Status? { fields["status"] }
    public var usage: Usage? { fields["usage"] }
    /// From here a long answer can be taken up again (contract §3.6).
    public var continuationToken: String? { fields["continuation_token"] }
}

/// A step begins. It may already hold the first of its content.
public struct StepStart: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var index: Int { fields["index"] ?? 0 }
    public var step: Step { fields["step"] ?? .other(.object([:])) }
}

/// A piece of a step.
public struct StepDelta: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var index: Int { fields["index"] ?? 0 }
    /// The piece, as the service sent it.
    public var delta: JSONObject { fields["delta"] ?? [:] }

    /// The kind of the piece. Some real streams leave it out; then it is what the members say (contract §4.4).
    public var type: String {
        if let type: String = delta["type"] { return type }
        if delta["text"]?.string != nil { return "text" }
        if delta["content"] != nil { return "thought_summary" }
        return delta["signature"] != nil ? "thought_signature" : ""
    }

    /// The tokens so far, where the service says them.
    public var totalUsage: Usage? { fields["metadata", as: JSONObject.self]?["total_usage"] }
}

/// A step is complete.
public struct StepStop: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var index: Int { fields["index"] ?? 0 }
    /// The tokens so far; agents alone send them.
    public var usage: Usage? { fields["usage"] }
    public var stepUsage: Usage? { fields["step_usage"] }
}

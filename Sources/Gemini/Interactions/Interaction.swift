public import StructuredJSON

/// An interaction as the service gave it (contract §3.1). Only the status is certain to be there.
public struct Interaction: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// Empty when the service gave none, which it may where nothing is stored.
    public var id: String { fields["id"] ?? "" }
    public var status: Status { fields["status"] ?? Status(rawValue: "") }
    public var model: String? { fields["model"] }
    public var agent: String? { fields["agent"] }
    /// From `create` only what was generated; from `get` the input as well.
    public var steps: [Step] { fields["steps"] ?? [] }
    public var usage: Usage? { fields["usage"] }
    /// The tier that was used, which need not be the one asked for.
    public var serviceTier: ServiceTier? { fields["service_tier"] }
    /// Why a run failed.
    public var errors: [Diagnostic] { fields["errors"] ?? [] }
    /// With the status `requires_continuation` (contract §3.6).
    public var continuationToken: String? { fields["continuation_token"] }
    public var previousInteractionID: String? { fields["previous_interaction_id"] }
    /// RFC 3339.
    public var created: String? { fields["created"] }
    /// RFC 3339.
    public var updated: String? { fields["updated"] }

    /// What the service says of a failed run.
    public struct Diagnostic: JSONBacked {
        public var fields: JSONObject
        public init(fields: JSONObject) { self.fields = fields }

        public var code: String { fields["code"] ?? "" }
        public var message: String { fields["message"] ?? "" }
    }
}

extension Interaction {
    /// How far an interaction got (contract §3.2). Unknown ones are kept by name.
    public struct Status: RawRepresentable, Hashable, Sendable, JSONConvertible {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        public static let inProgress = Self(rawValue: "in_progress")
        public static let queued = Self(rawValue: "queued")
        public static let requiresAction = Self(rawValue: "requires_action")
        public static let completed = Self(rawValue: "completed")
        public static let incomplete = Self(rawValue: "incomplete")
        public static let failed = Self(rawValue: "failed")
        public static let cancelled = Self(rawValue: "cancelled")
        public static let budgetExceeded = Self(rawValue: "budget_exceeded")
        public static let requiresContinuation = Self(rawValue: "requires_continuation")
    }
}

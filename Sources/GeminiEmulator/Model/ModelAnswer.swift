import StructuredJSON

/// What the offline model says.
struct ModelAnswer: Sendable {
    struct Count: Sendable, Hashable {
        let modality: String
        let tokens: Int
    }

    var text: String
    /// What is told about spans of the text (contract §3.4).
    var annotations: [JSONValue] = []
    /// What it did to get there, for clients that ask for thoughts.
    var thought: String
    let inputTokens: [Count]
    /// How the interaction ends. `nil`: as the text allows.
    var status: String?
    /// What a failed interaction says of itself.
    var errors: [JSONValue] = []
    /// Functions that the model wants called: `name` and `arguments`.
    var calls: [JSONValue] = []
    /// Members of `usage` that are told in place of the counted ones.
    var usage: JSONObject = [:]
}

/// What the offline model says.
struct ModelAnswer: Sendable {
    struct Count: Sendable, Hashable {
        let modality: String
        let tokens: Int
    }

    let text: String
    /// What it did to get there, for clients that ask for thoughts.
    let thought: String
    let inputTokens: [Count]
}

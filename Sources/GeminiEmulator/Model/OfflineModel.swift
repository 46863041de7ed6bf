/// Answers from what the media really hold.
struct OfflineModel: Sendable {
    let tools: ModelTools

    func answer(_ prompt: Prompt) async throws -> ModelAnswer {
        ModelAnswer(text: "", thought: "", inputTokens: [])
    }
}

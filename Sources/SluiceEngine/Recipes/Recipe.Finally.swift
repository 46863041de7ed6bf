public import StructuredJSON

extension Recipe {
    /// One more question when all items are done, over all their answers.
    public struct Finally: Hashable, Sendable {
        /// Sent before the answers.
        public var prompt: String
        /// The fields of each answer that are sent. Empty means all.
        public var fields: [String] = []
        public var response = Response.text
        /// Set over the recipe's ``Recipe/generation``.
        public var generation: JSONObject = [:]
        /// What a request may have of answers, in tokens. What is more goes in parts, whose answers are then put together.
        public var partTokens = 200_000

        public init(prompt: String) { self.prompt = prompt }
    }
}

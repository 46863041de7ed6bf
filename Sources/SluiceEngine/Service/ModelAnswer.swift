/// What a model answered, whole or not.
public struct ModelAnswer: Sendable {
    /// All text of the answer; what there is of it where it is not whole.
    public var text: String
    /// The service's name for the answer.
    public var id: String?
    /// How the answer ended, in the service's own word: `completed`.
    public var status: String
    /// What it took. `nil` when the service does not tell.
    public var usage: TokenUsage?
    /// The model that answered, where the service tells.
    public var model: String?
    /// Words with times, in the service's own segments, where it told them.
    public var words: [Transcript.Segment]?
    /// Why the answer is not whole: blocked, cut short, empty. `nil` when nothing is wrong.
    public var failure: ItemError?
    /// What the service needs to go on from this answer. Only the service that made it reads it.
    public var continuation: (any Sendable)?

    public init(
        text: String,
        id: String? = nil,
        status: String = "completed",
        usage: TokenUsage? = nil,
        model: String? = nil,
        words: [Transcript.Segment]? = nil,
        failure: ItemError? = nil,
        continuation: (any Sendable)? = nil
    ) {
        self.text = text
        self.id = id
        self.status = status
        self.usage = usage
        self.model = model
        self.words = words
        self.failure = failure
        self.continuation = continuation
    }
}

/// What became of one input of a ``Job``.
public struct JobItem<Input: Sendable, Output: Sendable>: Sendable {
    /// The input's position in its source, from 0. Items come in the order in which they finish.
    public let index: Int
    public let input: Input
    /// The output, or why there is none. A failure is remembered as one, and tried again by the next run.
    public let result: Result<Output, Failure>
    /// Whether an earlier run, or an input with the same content, has the output: nothing was asked for this one.
    public let isRemembered: Bool
    /// Tokens that the models took for it now. `nil` when nothing was asked, or the service did not say.
    public let usage: TokenUsage?
    /// US dollars. `nil` when the price of a model is not known.
    public let cost: Double?
    /// Requests to models, failed ones included.
    public let attempts: Int
    /// From its beginning to its end, without the time spent waiting to begin.
    public let elapsed: Duration

    /// The output, or the failure thrown.
    public var output: Output {
        get throws(Failure) { try result.get() }
    }
}

/// What became of one input of a run.
public struct Outcome<Input: Sendable, Output: Sendable>: Sendable {
    /// The input's position in its source, from 0. Outcomes come in the order they finish, so this may jump.
    public let index: Int
    public let input: Input
    public let result: Result<Output, StageFailure>
    /// From admission to the end of the last stage.
    public let elapsed: Duration

    /// The output, or the failure thrown.
    public var output: Output {
        get throws(StageFailure) { try result.get() }
    }
}

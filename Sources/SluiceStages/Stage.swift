/// One typed step of a pipeline: takes a value and gives a value, or throws.
///
/// A step with settings worth naming is a type of its own; one that a closure says whole is a ``Pipeline``.
/// Steps are joined with ``then(_:)`` and run over many inputs with ``run(over:limit:forEach:)``.
///
/// A stage sees one item and knows nothing of its neighbours. How many run at once, in which order they finish
/// and what one failure means for the rest are decided in one place only: the run.
public protocol Stage<Input, Output>: Sendable {
    associatedtype Input: Sendable
    associatedtype Output: Sendable

    /// What failures and progress lines call this stage. The type's name unless given.
    var name: String { get }

    /// Everything that makes this stage's outputs its own: two stages with the same signature give the same output for the same input.
    ///
    /// A job remembers outputs by it, so a setting that changes an output belongs in it, and a version that is raised with the code. Empty,
    /// the default, for a stage whose outputs cannot be remembered.
    var signature: String { get }

    /// What is done once before a job with this stage begins, such as deleting what a killed run left behind. Nothing unless given.
    var preparations: [@Sendable () async -> Void] { get }

    /// Turns one input into one output.
    ///
    /// - Throws: What fits the stage; `CancellationError` when its task is cancelled.
    func run(_ input: Input) async throws -> Output
}

extension Stage {
    public var name: String { String(describing: Self.self) }
    public var signature: String { "" }
    public var preparations: [@Sendable () async -> Void] { [] }
}

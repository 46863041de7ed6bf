public import Foundation

/// Why one item failed, and in which stage.
///
/// Stages throw whatever fits them; a ``Pipeline`` throws this one type, so that a caller has one thing to catch and still reaches the
/// ``cause``. An error is wrapped once: the innermost pipeline or joined stage that it left is the one named.
///
/// `CancellationError` is never wrapped by a pipeline: a task that is cancelled ends as any other does.
public struct StageFailure: Error, Sendable {
    /// `Generate`; inside a stage that was named after it was joined, `caption/Generate`.
    public let stage: String
    public let cause: any Error

    init(_ cause: any Error, in stage: String) {
        if let failure = cause as? StageFailure {
            self = failure
            return
        }
        self.stage = stage
        self.cause = cause
    }

    private init(stage: String, cause: any Error) {
        self.stage = stage
        self.cause = cause
    }

    /// The same failure inside of something with a name.
    func inside(_ name: String) -> StageFailure { StageFailure(stage: "\(name)/\(stage)", cause: cause) }
}

extension StageFailure: CustomStringConvertible {
    public var description: String { "\(stage): \(cause)" }
}

extension StageFailure: LocalizedError {
    public var errorDescription: String? {
        "\(stage): \((cause as? any LocalizedError)?.errorDescription ?? "\(cause)")"
    }

    public var recoverySuggestion: String? { (cause as? any LocalizedError)?.recoverySuggestion }
}

extension Stage {
    /// Runs the stage; a failure says that it is this stage's, unless it is that of one inside.
    func attributed(_ input: Input) async throws -> Output {
        do {
            return try await run(input)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StageFailure(error, in: name)
        }
    }
}

/// Why one item failed, and in which stage.
///
/// Stages throw whatever fits them; on the way out of a pipeline every error becomes this one type, so that
/// a caller has one thing to catch and still reaches the ``cause``. An error is wrapped once: the innermost stage
/// that it left is the one named.
public struct StageFailure: Error, Sendable {
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
}

extension StageFailure: CustomStringConvertible {
    public var description: String { "\(stage): \(cause)" }
}

extension Stage {
    func attributed(_ input: Input) async throws(StageFailure) -> Output {
        do {
            return try await run(input)
        } catch {
            throw StageFailure(error, in: name)
        }
    }
}

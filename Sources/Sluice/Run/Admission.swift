import Synchronization

/// The source of a run: what discovery finds, until the limit is reached or the run is asked to end.
///
/// Places that could not be looked into are put aside, for the summary.
final class Admission: AsyncSequence, Sendable {
    typealias Element = InputGroup

    private let groups: Intake.Groups
    private let limit: Int
    private let control: RunControl
    private let onProblem: @Sendable (String, String) -> Void
    private let noted = Mutex<[RunSummary.Note]>([])

    init(
        _ groups: Intake.Groups,
        limit: Int?,
        control: RunControl,
        onProblem: @escaping @Sendable (String, String) -> Void
    ) {
        self.groups = groups
        self.limit = limit ?? .max
        self.control = control
        self.onProblem = onProblem
    }

    var problems: [RunSummary.Note] { noted.withLock(\.self) }

    struct Iterator: AsyncIteratorProtocol {
        let admission: Admission
        var base: Intake.Groups.AsyncIterator
        var admitted = 0

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> InputGroup? {
            while admitted < admission.limit, admission.control.reason == nil {
                switch try await base.next(isolation: actor) {
                case nil: return nil
                case .problem(let problem): admission.note(problem)
                case .group(let group):
                    admitted += 1
                    return group
                }
            }
            return nil
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(admission: self, base: groups.makeAsyncIterator()) }

    private func note(_ problem: DiscoveryProblem) {
        noted.withLock { $0.append(RunSummary.Note(name: problem.path, reason: problem.message)) }
        onProblem(problem.path, problem.message)
    }
}

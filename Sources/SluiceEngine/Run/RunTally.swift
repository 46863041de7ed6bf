import Synchronization

/// Adds up what becomes of the items, from wherever it becomes known.
final class RunTally: Sendable {
    private let state = Mutex(RunSummary())

    var summary: RunSummary { state.withLock(\.self) }

    func count(_ report: ItemReport) { state.withLock { $0.count(report) } }

    func note(_ problem: DiscoveryProblem) {
        state.withLock { summary in
            if problem.isNote { return summary.omissions.append("\(problem)") }
            summary.problems.append(RunSummary.Note(name: problem.path, reason: problem.message))
        }
    }
}

extension RunTally {
    /// What it came to in the end.
    func ended(_ reason: StopReason?) -> RunSummary {
        var summary = summary
        summary.stop = reason
        return summary
    }
}

import GRDB
import Synchronization

/// Writes to a database together what many tasks want written at about the same time.
///
/// A transaction costs far more than a statement. Whoever comes while one is under way is part of the next.
final class GroupCommit: Sendable {
    private struct Job: Sendable {
        /// Does the work inside a transaction, and gives what is to be done once that is committed.
        let work: @Sendable (Database) -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var jobs: [Job] = []
        var isScheduled = false
    }

    private let database: DatabaseQueue
    private let state = Mutex(State())

    init(_ database: DatabaseQueue) { self.database = database }

    /// Returns once what the body wrote is committed. An error of the body is its own; one of the commit is everybody's.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { waiter in
            let job = Job(
                work: { database in
                    let result = Result { try body(database) }
                    return { waiter.resume(with: result) }
                },
                fail: { waiter.resume(throwing: $0) }
            )
            let isFirst = state.withLock { state in
                defer { state.isScheduled = true }
                state.jobs.append(job)
                return !state.isScheduled
            }
            guard isFirst else { return }
            database.asyncWriteWithoutTransaction { self.commit(in: $0) }
        }
    }

    private func commit(in database: Database) {
        let jobs = state.withLock { state in
            defer { state = State() }
            return state.jobs
        }
        do {
            var ends: [@Sendable () -> Void] = []
            try database.inTransaction(.immediate) {
                ends = jobs.map { $0.work(database) }
                return .commit
            }
            for end in ends { end() }
        } catch {
            for job in jobs { job.fail(error) }
        }
    }
}

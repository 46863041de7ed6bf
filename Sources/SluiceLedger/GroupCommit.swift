import Dispatch
import GRDB
import Synchronization

/// Writes to a database together what many tasks want written at about the same time.
///
/// A transaction costs far more than a statement. Whoever comes while one is under way is part of the next.
final class GroupCommit: Sendable {
    private struct Job: Sendable {
        /// Does the work inside a transaction, and gives what is to be done once that is committed.
        let work: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var jobs: [Job] = []
        /// Whether a transaction will begin as soon as the one before it has ended.
        var isScheduled = false
        /// Whether one will begin in a while.
        var isPlanned = false

        /// Whether it falls to the caller to have a transaction begun.
        mutating func isFirst(_ urgency: Urgency) -> Bool {
            guard !isScheduled else { return false }
            switch urgency {
            case .now:
                isScheduled = true
                return true
            case .soon:
                defer { isPlanned = true }
                return !isPlanned
            }
        }
    }

    /// How soon a write has to be there.
    enum Urgency { case now, soon }

    /// How long what may wait waits for company.
    private static let patience = DispatchTimeInterval.milliseconds(5)

    private let database: DatabaseQueue
    /// As errors call it.
    private let file: String
    private let state = Mutex(State())

    init(_ database: DatabaseQueue, of file: String = "the store of uploads") {
        self.database = database
        self.file = file
    }

    /// Returns once what the body wrote is committed. An error of the body is its own, and undoes what that body wrote; one of the
    /// commit is everybody's.
    ///
    /// - Throws: What the body throws; ``LedgerError`` in place of an error of the database.
    func write<Value: Sendable>(
        _ urgency: Urgency = .now,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { waiter in
            let job = Job(
                work: { database in
                    let value = try body(database)
                    return { waiter.resume(returning: value) }
                },
                fail: { [file] in waiter.resume(throwing: LedgerError.wrapping($0, of: file)) }
            )
            let isFirst = state.withLock { state in
                state.jobs.append(job)
                return state.isFirst(urgency)
            }
            guard isFirst else { return }
            switch urgency {
            case .now: schedule()
            case .soon: DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { self.keepPlan() }
            }
        }
    }

    /// Nothing will be written any more. SQLite puts its house in order a little later, so that a process which is about to end
    /// does not wait for the disk; what is left then is done by whoever opens the file next.
    func close() {
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { try? self.database.close() }
    }

    private func schedule() { database.asyncWriteWithoutTransaction { self.commit(in: $0) } }

    /// Begins what was planned, unless somebody in a hurry has taken everything along.
    private func keepPlan() {
        state.withLock { $0.isPlanned = false }
        hurry()
    }

    /// Writes now what could have waited.
    func hurry() {
        let isDue = state.withLock { !$0.jobs.isEmpty && $0.isFirst(.now) }
        if isDue { schedule() }
    }

    private func commit(in database: Database) {
        let jobs = state.withLock { state in
            defer {
                state.jobs = []
                state.isScheduled = false
            }
            return state.jobs
        }
        do {
            var ends: [@Sendable () -> Void] = []
            try database.inTransaction(.immediate) {
                for job in jobs { ends.append(try perform(job, in: database)) }
                return .commit
            }
            for end in ends { end() }
        } catch {
            for job in jobs { job.fail(error) }
        }
    }

    /// Does one job of a transaction. What a job that fails has written by then is undone, and the others' stays.
    ///
    /// - Returns: What is to be done once the transaction is committed.
    /// - Throws: The job's error where SQLite undid the whole transaction for it, as it may when a disk is full.
    private func perform(_ job: Job, in database: Database) throws -> @Sendable () -> Void {
        var end: (@Sendable () -> Void)?
        do {
            try database.inSavepoint {
                end = try job.work(database)
                return .commit
            }
        } catch {
            guard database.isInsideTransaction else { throw error }
            return { job.fail(error) }
        }
        return end ?? {}
    }
}

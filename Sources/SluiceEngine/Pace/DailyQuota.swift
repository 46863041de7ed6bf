import Foundation
import SluiceLedger
import SluiceSupport

/// `requests_per_day`: counts generations in the ledger, so that the count survives the run, also one that is killed.
///
/// Requests are recorded in blocks and before they are made: a killed run loses the rest of its block.
actor DailyQuota {
    private let limit: Int
    private let ledger: any RequestCounter
    private let block: Int
    private var day: PacificDay?
    private var used = 0
    /// What the ledger says.
    private var recorded = 0
    /// The ledger is read and written by one caller at a time.
    private let turns = AsyncSemaphore(permits: 1)

    init(limit: Int, ledger: any RequestCounter) {
        self.limit = limit
        self.ledger = ledger
        block = max(1, min(20, limit / 100))
    }

    /// Counts one request.
    ///
    /// - Throws: ``Failure`` of kind `quota_exhausted` when the day's are used up; ``LedgerError``; `CancellationError`.
    func consume(now: Date = .now) async throws {
        try await turns.withPermit {
            try await begin(PacificDay(now))
            guard used < limit else { throw exhausted }
            used += 1
            guard used > recorded else { return }
            recorded = min(limit, used + block - 1)
            if let day { try await ledger.set(requests: recorded, on: day.name) }
        }
    }

    /// Records the true number.
    func settle() async throws {
        guard let day, recorded != used else { return }
        recorded = used
        try await ledger.set(requests: used, on: day.name)
    }

    private func begin(_ today: PacificDay) async throws {
        guard day != today else { return }
        used = try await ledger.requests(on: today.name)
        recorded = used
        day = today
    }

    private var exhausted: Failure {
        Failure(
            kind: .quotaExhausted,
            message: "The \(limit) requests a day that the recipe allows are used up",
            hint: "run the same command again after midnight Pacific time, or raise limits.requests_per_day"
        )
    }
}

import Foundation
import Gemini
import SluiceLedger

/// `requests_per_day`: counts generations in the ledger, so that the count survives the run and also its death.
///
/// Requests are noted some at a time and before they are made; a run that is killed loses what it had noted too many.
actor DayAllowance {
    private let limit: Int
    private let ledger: Ledger
    private let block: Int
    private var day: PacificDay?
    private var used = 0
    /// What the ledger says.
    private var noted = 0
    /// Those who come while the ledger is being written wait for it.
    private var isWriting = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(limit: Int, ledger: Ledger) {
        self.limit = limit
        self.ledger = ledger
        block = max(1, min(20, limit / 100))
    }

    /// Takes one request.
    ///
    /// - Throws: ``GeminiError`` of kind `quota_exhausted` when the day's are used up.
    func take(now: Date = .now) async throws {
        while isWriting { await withCheckedContinuation { waiting.append($0) } }
        isWriting = true
        defer { release() }
        try await turn(to: PacificDay(now))
        guard used < limit else {
            throw GeminiError(
                .quotaExhausted,
                "The \(limit) requests a day that the recipe allows are used up",
                hint: "run the same command again after midnight Pacific time, or raise limits.requests_per_day"
            )
        }
        used += 1
        guard used > noted else { return }
        noted = min(limit, used + block - 1)
        if let day { try await ledger.set(requests: noted, on: day.name) }
    }

    /// Notes the true number.
    func settle() async throws {
        guard let day, noted != used else { return }
        noted = used
        try await ledger.set(requests: used, on: day.name)
    }

    private func turn(to today: PacificDay) async throws {
        guard day != today else { return }
        used = try await ledger.requests(on: today.name)
        noted = used
        day = today
    }

    private func release() {
        isWriting = false
        let all = waiting
        waiting = []
        for waiter in all { waiter.resume() }
    }
}

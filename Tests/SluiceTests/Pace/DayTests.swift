import Foundation
import Sluice
import SluiceLedger
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct DayTests {
    let folder = TemporaryFolder()

    @Test(
        arguments: [
            ("2026-10-31T06:59:59Z", "2026-10-30", "2026-10-31T07:00:00Z"),
            ("2026-10-31T07:00:00Z", "2026-10-31", "2026-11-01T07:00:00Z"),
            // The night on which the clocks go back.
            ("2026-11-01T12:00:00Z", "2026-11-01", "2026-11-02T08:00:00Z"),
        ]
    )
    func aDayEndsAtMidnightPacificTime(time: String, name: String, end: String) throws {
        let day = PacificDay(try Date(time, strategy: .iso8601))
        #expect(day.name == name)
        #expect(day.end == (try Date(end, strategy: .iso8601)))
    }

    @Test func theQuotaEndsAndReturnsWithTheNextDay() async throws {
        let ledger = try Ledger()
        let quota = DailyQuota(limit: 3, ledger: ledger)
        let now = Date.now
        for _ in 0..<3 { try await quota.consume(now: now) }
        let error = await #expect(throws: Failure.self) { try await quota.consume(now: now) }
        #expect(error?.kind == .quotaExhausted)
        try await quota.consume(now: now.addingTimeInterval(25 * 3600))
    }

    @Test func theCountSurvivesTheRun() async throws {
        let ledger = try Ledger(at: folder / "ledger.sqlite")
        let now = Date.now
        let first = DailyQuota(limit: 500, ledger: ledger)
        for _ in 0..<12 { try await first.consume(now: now) }
        // A run that is killed here has noted a few too many, and never too few.
        #expect(try await ledger.requests(on: PacificDay(now).name) >= 12)
        try await first.settle()
        #expect(try await ledger.requests(on: PacificDay(now).name) == 12)
        let second = DailyQuota(limit: 13, ledger: ledger)
        try await second.consume(now: now)
        await #expect(throws: Failure.self) { try await second.consume(now: now) }
    }
}

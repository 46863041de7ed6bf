import Foundation
import GRDB
import SluiceLedger
import TestSupport
import Testing

/// Any program may have written to a ledger.
struct HostileLedgerTests {
    let folder = TemporaryFolder()

    @Test(arguments: [
        "9223372036854775807", "-9223372036854775808", "9e999", "-9e999", "1e300", "'x'", "x'00ff'", "-1",
    ])
    func anyNumberIsReadAsOneThatCanBeCalculatedWith(number: String) async throws {
        let file = folder / "ledger.sqlite"
        let ledger = try Ledger(at: file)
        let names = (0..<20).map { "\($0).json" }
        try await ledger.record(
            names.map { name in
                var entry = LedgerEntry(output: name, key: "k", state: .completed)
                entry.parts = LedgerEntry.KeyParts(files: "f", recipe: "r", prompts: "p")
                entry.tokens = LedgerEntry.TokenCount(input: 1, output: 1, total: 2)
                return entry
            }
        )
        _ = try await ledger.begin(holder: "0:0", command: nil, recipe: ("r", "r", "{}"))
        try await ledger.set(requests: 1, on: "2026-01-01")
        await ledger.close()
        try await DatabaseQueue(path: file.path).write { database in
            for column in [
                "bytes", "attempts", "isRetryable", "inputTokens", "outputTokens", "totalTokens", "estimatedTokens",
                "estimatedCost",
                "cost", "updated",
            ] {
                try database.execute(sql: "UPDATE item SET \(column) = \(number)")
            }
            try database.execute(sql: "UPDATE run SET items = \(number)")
            try database.execute(sql: "UPDATE day SET requests = \(number)")
        }
        let again = try Ledger(at: file)
        var sums = (bytes: Int64(0), tokens: 0, estimates: 0)
        for entry in try await again.page() {
            sums.bytes += entry.bytes
            sums.tokens += (entry.tokens?.input ?? 0) + (entry.tokens?.output ?? 0) + (entry.tokens?.total ?? 0)
            sums.estimates += entry.estimate?.tokens ?? 0
            #expect(entry.cost?.isFinite ?? true)
        }
        #expect(sums.bytes >= 0 && sums.tokens >= 0 && sums.estimates >= 0)
        #expect(try await again.averageOutput(recipe: "r") ?? 0 >= 0)
        #expect(try await again.requests(on: "2026-01-01") >= 0)
        #expect(try await again.latestRun()?.items ?? 0 >= 0)
    }
}

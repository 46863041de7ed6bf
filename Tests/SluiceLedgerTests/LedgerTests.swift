import Foundation
import GRDB
import SluiceLedger
import TestSupport
import Testing

struct LedgerTests {
    let folder = TemporaryFolder()

    @Test func remembersTheLatestStateOfAnOutput() async throws {
        let ledger = try Ledger(at: folder / ".sluice/ledger.sqlite")
        try await ledger.record([LedgerEntry(output: "cat.jpg.json", key: "a", state: .failed, errorKind: "network")])
        try await ledger.record([LedgerEntry(output: "cat.jpg.json", key: "b", state: .completed)])
        let entry = try await ledger.entry(for: "cat.jpg.json")
        #expect(entry?.key == "b")
        #expect(entry?.state == .completed)
        #expect(entry?.errorKind == nil)
        #expect(try await ledger.entry(for: "dog.jpg.json") == nil)
    }

    @Test func remembersAcrossProcesses() async throws {
        let file = folder / "ledger.sqlite"
        try await Ledger(at: file).record([LedgerEntry(output: "a.json", key: "k", state: .completed)])
        #expect(try await Ledger(at: file).entry(for: "a.json")?.key == "k")
    }

    @Test func everythingIsInOneFileOnceItIsClosed() async throws {
        let ledger = try Ledger(at: folder / "ledger.sqlite")
        let names = (0..<300).map { "\($0).json" }
        try await ledger.record(names.map { LedgerEntry(output: $0, key: $0, state: .completed) })
        await ledger.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["ledger.sqlite"])
        #expect(try await Ledger(at: folder / "ledger.sqlite").counts() == [.completed: 300])
    }

    @Test func knowsOfNoAverageBeforeTheFirstAnswer() async throws {
        let ledger = try Ledger(at: folder / "ledger.sqlite")
        #expect(try await ledger.averageOutput(recipe: "r") == nil)
        var entry = LedgerEntry(output: "a", key: "k", state: .completed)
        entry.parts = LedgerEntry.KeyParts(files: "f", recipe: "r", prompts: "p")
        entry.tokens = LedgerEntry.TokenCount(input: 1, output: 20, total: 21)
        try await ledger.record([entry])
        #expect(try await ledger.averageOutput(recipe: "r") == 20)
    }

    @Test func isLookedAtWhereNothingMayBeWritten() async throws {
        let file = folder / "ledger.sqlite"
        let ledger = try Ledger(at: file)
        try await ledger.record([LedgerEntry(output: "a", key: "k", state: .completed)])
        // What is written is still in the log beside it.
        let copy = try Ledger(copying: file)
        try await ledger.record([LedgerEntry(output: "b", key: "l", state: .failed)])
        #expect(try await copy.page().map(\.output) == ["a"])
        #expect(copy.mayKnow(key: "k"))
        await ledger.close()
        #expect(try await Ledger(copying: file).page().map(\.output) == ["a", "b"])
        #expect(throws: LedgerError.self) { try Ledger(copying: folder / "none.sqlite") }
    }

    @Test func countsByState() async throws {
        let ledger = try Ledger(at: folder / "ledger.sqlite")
        for name in ["a", "b", "c"] {
            try await ledger.record([LedgerEntry(output: name, key: "k", state: name == "c" ? .failed : .completed)])
        }
        #expect(try await ledger.counts() == [.completed: 2, .failed: 1])
    }

    @Test func keepsEverythingThatIsKnownOfAnItem() async throws {
        let file = try folder.write("record", to: "a.json")
        var entry = LedgerEntry(
            output: "a",
            key: "k",
            state: .completed,
            updated: Date(timeIntervalSince1970: 1_790_000_000)
        )
        entry.parts = LedgerEntry.KeyParts(files: "f", recipe: "r", prompts: "p")
        entry.sources = "stamp"
        entry.record = LedgerEntry.RecordMark(stamp: try #require(FileStamp(of: file.path)), digest: "d")
        entry.bytes = 12
        entry.attempts = 3
        entry.message = "none"
        entry.isRetryable = true
        entry.tokens = LedgerEntry.TokenCount(input: 1, output: 2, total: 3)
        entry.usage = "{}"
        entry.cost = 0.25
        entry.estimate = LedgerEntry.Estimate(tokens: 4, cost: 0.5)
        let ledger = try Ledger(at: folder / "ledger.sqlite")
        try await ledger.record([entry])
        #expect(try await ledger.entry(for: "a") == entry)
        #expect(try await ledger.entries(for: ["b", "a"]) == [nil, entry])
        #expect(try await ledger.completed(withKey: "k") == [entry])
        #expect(try await ledger.page() == [entry])
        #expect(try await ledger.page(after: "a").isEmpty)
    }

    @Test func aLedgerOfTheFirstVersionIsTakenOver() async throws {
        let file = folder / "ledger.sqlite"
        let old = try DatabaseQueue(path: file.path)
        try await old.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE item (
                        output TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, errorKind TEXT,
                        updated REAL NOT NULL
                    ) WITHOUT ROWID;
                    INSERT INTO item VALUES ('a', 'k', 'completed', NULL, 1790000000);
                    PRAGMA user_version = 1;
                    """
            )
        }
        try old.close()
        let entry = try await Ledger(at: file).entry(for: "a")
        #expect(
            entry
                == LedgerEntry(
                    output: "a",
                    key: "k",
                    state: .completed,
                    updated: Date(timeIntervalSince1970: 1_790_000_000)
                )
        )
    }

    @Test func aLedgerThatGrewHasTheTablesOfANewOne() async throws {
        let old = try DatabaseQueue(path: (folder / "old.sqlite").path)
        try await old.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE item (
                        output TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, errorKind TEXT,
                        updated REAL NOT NULL
                    ) WITHOUT ROWID;
                    PRAGMA user_version = 1;
                    """
            )
        }
        try old.close()
        let columns = try ["old.sqlite", "new.sqlite"].map { name in
            _ = try Ledger(at: folder / name)
            return try DatabaseQueue(path: (folder / name).path).read { database in
                try ["item", "recipe", "day", "run"].map { table in
                    try Row.fetchAll(
                        database,
                        sql: #"SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)"#,
                        arguments: [table]
                    )
                }
            }
        }
        #expect(columns[0] == columns[1])
        #expect(columns[0].allSatisfy { !$0.isEmpty })
    }

    @Test func knowsWithoutALookWhichKeysWereCompleted() async throws {
        let file = folder / "ledger.sqlite"
        let ledger = try Ledger(at: file)
        try await ledger.record([
            LedgerEntry(output: "a", key: "k", state: .completed), LedgerEntry(output: "b", key: "f", state: .failed),
        ])
        for ledger in [ledger, try Ledger(at: file)] {
            #expect(ledger.mayKnow(key: "k"))
            #expect(!ledger.mayKnow(key: "f"))
        }
    }

    @Test func countsTheRequestsOfOneDay() async throws {
        let file = folder / "ledger.sqlite"
        try await Ledger(at: file).set(requests: 7, on: "2026-10-01")
        let ledger = try Ledger(at: file)
        #expect(try await ledger.requests(on: "2026-10-01") == 7)
        try await ledger.set(requests: 1, on: "2026-10-02")
        #expect(try await ledger.requests(on: "2026-10-01") == 0)
    }

    @Test func remembersRunsAndTheirRecipes() async throws {
        let ledger = try Ledger(at: folder / "ledger.sqlite")
        #expect(try await ledger.latestRun() == nil)
        let run = try await ledger.begin(holder: "process 1", command: "sluice run", recipe: ("photos", "d", "{}"))
        try await ledger.note(run: run, items: 12)
        try await ledger.end(run: run, stop: "quota_exhausted")
        let latest = try #require(try await ledger.latestRun())
        #expect(latest.items == 12)
        #expect(latest.recipe == "photos")
        #expect(latest.stop == "quota_exhausted")
        #expect(latest.ended != nil)
        #expect(try await ledger.recipe("d") == "{}")
    }

    @Test func isReadableByItsOwnerAlone() throws {
        let file = folder / "ledger.sqlite"
        _ = try Ledger(at: file)
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func aFileThatIsNoDatabaseIsAnErrorThatNamesIt() throws {
        let file = folder / "ledger.sqlite"
        try Data("not a database, but long enough to look like one might".utf8).write(to: file)
        let error = #expect(throws: LedgerError.self) { try Ledger(at: file) }
        #expect(error?.description.contains("ledger.sqlite") == true)
    }
}

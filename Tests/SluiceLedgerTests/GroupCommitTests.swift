import GRDB
import Testing

@testable import SluiceLedger

/// Writes that are gathered into transactions.
struct GroupCommitTests {
    let commits: GroupCommit

    init() throws {
        let database = try DatabaseQueue()
        try database.write { try $0.execute(sql: "CREATE TABLE note (text TEXT)") }
        commits = GroupCommit(database)
    }

    private func notes() async throws -> [String] {
        try await commits.write { try String.fetchAll($0, sql: "SELECT text FROM note") }
    }

    @Test func whatMayWaitIsWrittenAtOnceWhenSomebodyIsInAHurry() async throws {
        async let written: Void = commits.write(.soon) { try $0.execute(sql: "INSERT INTO note VALUES ('soon')") }
        commits.hurry()
        try await written
        #expect(try await notes() == ["soon"])
    }

    private struct Fault: Error {}

    @Test func whatAJobThatFailsHasWrittenIsUndoneAndTheOthersStay() async throws {
        async let good: Void = commits.write(.soon) { try $0.execute(sql: "INSERT INTO note VALUES ('good')") }
        async let bad = succeeds { database in
            try database.execute(sql: "INSERT INTO note VALUES ('bad')")
            throw Fault()
        }
        async let better: Void = commits.write(.soon) { try $0.execute(sql: "INSERT INTO note VALUES ('better')") }
        _ = try await (good, better)
        let isWritten = await bad
        #expect(!isWritten)
        #expect(Set(try await notes()) == ["good", "better"])
    }

    @Test func aStatementThatFailsIsAnErrorOfTheFileWithoutTheStatement() async throws {
        let error = await #expect(throws: LedgerError.self) {
            try await commits.write { database in
                try database.execute(sql: "INSERT INTO note VALUES ('first')")
                try database.execute(sql: "INSERT INTO nowhere VALUES ('second')")
            }
        }
        #expect(error?.fault == .unreadable)
        #expect(error.map { !"\($0)".contains("INSERT") && !"\($0)".contains("SQL") } == true)
        #expect(try await notes() == [])
    }

    @Test func anErrorThatUndoesTheTransactionIsEverybodysAndTheNextOneGoesOn() async throws {
        async let one = succeeds { try $0.execute(sql: "INSERT INTO note VALUES ('one')") }
        async let two = succeeds { database in
            // As SQLite does by itself when a disk is full.
            try database.execute(sql: "ROLLBACK")
            throw Fault()
        }
        let results = await [one, two]
        #expect(!results[1])
        // They may have been written one after the other.
        #expect(try await notes().isEmpty == !results[0])
        try await commits.write { try $0.execute(sql: "INSERT INTO note VALUES ('next')") }
        #expect(try await notes().last == "next")
    }

    /// Whether a job that may wait for others ends without an error.
    private func succeeds(_ job: @escaping @Sendable (Database) throws -> Void) async -> Bool {
        (try? await commits.write(.soon, job)) != nil
    }
}

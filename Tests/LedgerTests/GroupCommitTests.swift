import GRDB
import Testing

@testable import Ledger

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

    @Test func aNoteIsWrittenBeforeWhatComesLater() async throws {
        for text in ["a", "b", "c"] {
            commits.note { try $0.execute(sql: "INSERT INTO note VALUES (?)", arguments: [text]) }
        }
        #expect(try await notes() == ["a", "b", "c"])
    }

    @Test func aNoteThatCannotBeWrittenIsToldToWhoWritesNext() async throws {
        commits.note { try $0.execute(sql: "INSERT INTO nowhere VALUES (1)") }
        // Both may be in one transaction, and then the one after hears of it.
        let outcomes = [await outcome(), await outcome(), await outcome()]
        #expect(outcomes.filter { !$0 }.count == 1)
    }

    @Test func whatMayWaitIsWrittenAtOnceWhenSomebodyIsInAHurry() async throws {
        async let written: Void = commits.write(.soon) { try $0.execute(sql: "INSERT INTO note VALUES ('soon')") }
        commits.hurry()
        try await written
        #expect(try await notes() == ["soon"])
    }

    private func outcome() async -> Bool {
        do {
            _ = try await notes()
            return true
        } catch {
            return false
        }
    }
}

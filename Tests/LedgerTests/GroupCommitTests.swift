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

    @Test func whatMayWaitIsWrittenAtOnceWhenSomebodyIsInAHurry() async throws {
        async let written: Void = commits.write(.soon) { try $0.execute(sql: "INSERT INTO note VALUES ('soon')") }
        commits.hurry()
        try await written
        #expect(try await notes() == ["soon"])
    }
}

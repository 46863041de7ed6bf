public import Foundation
import GRDB

extension Ledger {
    /// How many outputs are in each state.
    public func counts() async throws -> [LedgerEntry.State: Int] {
        try await read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT state, COUNT(*) AS number FROM item GROUP BY state")
            let counts = rows.compactMap { row in
                LedgerEntry.State(rawValue: row["state"]).map { ($0, row["number"] as Int) }
            }
            return Dictionary(uniqueKeysWithValues: counts)
        }
    }

    /// How many tokens the answers of a recipe took on average, thoughts included. `nil` before the first.
    public func averageOutput(recipe digest: String) async throws -> Int? {
        guard mayHaveCompleted else { return nil }
        return try await read { database in
            let sql = "SELECT AVG(outputTokens) FROM item WHERE recipe = ? AND state = 'completed'"
            return try Double.fetchOne(database, sql: sql, arguments: [digest])
                .map { Int(min(max($0, 0), Double(LedgerRow.mostTokens)).rounded()) }
        }
    }

    /// Some entries in the order of their outputs, from behind one of them: a long ledger is read page by page.
    public func page(after output: String = "", most: Int = 1000) async throws -> [LedgerEntry] {
        try await read { database in try LedgerRow.page(after: output, most: most, in: database) }
    }
}

/// One run, as the ledger remembers it.
public struct LedgerRun: Hashable, Sendable {
    public let started: Date
    /// `nil` while it goes on, and when it was killed.
    public let ended: Date?
    /// The process, or what it was.
    public let holder: String
    /// The command that goes on with it.
    public let command: String?
    public let recipe: String?
    /// How many items its inputs held, as far as it knew.
    public let items: Int?
    /// Why it ended before its inputs did.
    public let stop: String?
}

extension Ledger {
    /// Notes that a run begins, and what its recipe says.
    ///
    /// - Returns: Its number, for ``note(run:items:)`` and ``end(run:stop:items:)``.
    public func begin(holder: String, command: String?, recipe: (name: String, digest: String, text: String))
        async throws -> Int64
    {
        try await write { database in
            try database.execute(
                sql: "INSERT OR IGNORE INTO recipe (digest, text) VALUES (?, ?)",
                arguments: [recipe.digest, recipe.text]
            )
            try database.execute(
                sql: "INSERT INTO run (started, holder, command, recipe) VALUES (?, ?, ?, ?)",
                arguments: [Date.now.timeIntervalSince1970, holder, command, recipe.name]
            )
            return database.lastInsertedRowID
        }
    }

    /// Notes how many items there are.
    public func note(run: Int64, items: Int) async throws {
        try await write { database in
            try database.execute(sql: "UPDATE run SET items = ? WHERE id = ?", arguments: [items, run])
        }
    }

    /// Notes that a run ended, and why when its inputs did not.
    ///
    /// - Parameter items: How many items there were. `nil` leaves what was noted before.
    public func end(run: Int64, stop: String?, items: Int? = nil) async throws {
        try await write { database in
            try database.execute(
                sql: "UPDATE run SET ended = ?, stop = ?, items = COALESCE(?, items) WHERE id = ?",
                arguments: [Date.now.timeIntervalSince1970, stop, items, run]
            )
        }
    }

    public func latestRun() async throws -> LedgerRun? {
        try await read { database in
            let sql = "SELECT started, ended, holder, command, recipe, items, stop FROM run ORDER BY id DESC LIMIT 1"
            return try Row.fetchOne(database, sql: sql).map { row in
                LedgerRun(
                    started: Date(timeIntervalSince1970: row[0]),
                    ended: (row[1] as Double?).map(Date.init(timeIntervalSince1970:)),
                    holder: row[2],
                    command: row[3],
                    recipe: row[4],
                    items: LedgerRow.whole(row[5]).map { min(max($0, 0), LedgerRow.mostTokens) },
                    stop: row[6]
                )
            }
        }
    }

    /// The canonical form of a recipe that was run, by its digest.
    public func recipe(_ digest: String) async throws -> String? {
        try await read { database in
            try String.fetchOne(database, sql: "SELECT text FROM recipe WHERE digest = ?", arguments: [digest])
        }
    }
}

import Foundation
import GRDB

/// An entry as a row of the table, by statements that are prepared once.
enum LedgerRow {
    static func entry(for output: String, in database: Database) throws -> LedgerEntry? {
        let select = try database.cachedStatement(
            sql: "SELECT key, state, errorKind, updated FROM item WHERE output = ?"
        )
        return try Row.fetchOne(select, arguments: [output]).flatMap { row in
            LedgerEntry.State(rawValue: row["state"]).map { state in
                LedgerEntry(
                    output: output,
                    key: row["key"],
                    state: state,
                    errorKind: row["errorKind"],
                    updated: Date(timeIntervalSince1970: row["updated"])
                )
            }
        }
    }

    static func put(_ entry: LedgerEntry, into database: Database) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO item (output, key, state, errorKind, updated) VALUES (?, ?, ?, ?, ?)"
        )
        try insert.execute(
            arguments: [
                entry.output, entry.key, entry.state.rawValue, entry.errorKind, entry.updated.timeIntervalSince1970,
            ]
        )
    }
}

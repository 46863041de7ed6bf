import GRDB

/// The tables of the ledger, as a list of steps that is only ever added to. SQLite's own version number counts them.
enum LedgerSchema {
    private static let steps = [
        """
        CREATE TABLE item (
            output TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, errorKind TEXT, updated REAL NOT NULL
        ) WITHOUT ROWID
        """
    ]

    /// Takes the steps that are missing, all or none.
    static func prepare(_ queue: DatabaseQueue) throws {
        let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        guard version < steps.count else { return }
        try queue.write { database in
            for step in steps[version...] { try database.execute(sql: step) }
            try database.execute(sql: "PRAGMA user_version = \(steps.count)")
        }
    }
}

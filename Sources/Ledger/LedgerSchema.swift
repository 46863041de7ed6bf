import GRDB

/// The tables of the ledger, as a list of steps that is only ever added to. SQLite's own version number counts them.
enum LedgerSchema {
    private static let steps = [
        """
        CREATE TABLE item (
            output TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, errorKind TEXT, updated REAL NOT NULL
        ) WITHOUT ROWID
        """,
        """
        ALTER TABLE item ADD COLUMN files TEXT;
        ALTER TABLE item ADD COLUMN recipe TEXT;
        ALTER TABLE item ADD COLUMN prompts TEXT;
        ALTER TABLE item ADD COLUMN sources TEXT;
        ALTER TABLE item ADD COLUMN recordStamp TEXT;
        ALTER TABLE item ADD COLUMN recordDigest TEXT;
        ALTER TABLE item ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE item ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE item ADD COLUMN message TEXT;
        ALTER TABLE item ADD COLUMN isRetryable INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE item ADD COLUMN inputTokens INTEGER;
        ALTER TABLE item ADD COLUMN outputTokens INTEGER;
        ALTER TABLE item ADD COLUMN totalTokens INTEGER;
        ALTER TABLE item ADD COLUMN usage TEXT;
        ALTER TABLE item ADD COLUMN cost REAL;
        ALTER TABLE item ADD COLUMN estimatedTokens INTEGER;
        ALTER TABLE item ADD COLUMN estimatedCost REAL;
        CREATE INDEX itemByKey ON item (key) WHERE state = 'completed';
        CREATE TABLE recipe (digest TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE day (day TEXT PRIMARY KEY NOT NULL, requests INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE run (
            id INTEGER PRIMARY KEY, started REAL NOT NULL, ended REAL, holder TEXT NOT NULL, command TEXT,
            recipe TEXT, items INTEGER, stop TEXT
        );
        """,
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

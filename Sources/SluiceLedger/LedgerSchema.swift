import GRDB

/// The tables of the ledger. SQLite's own version number counts the steps that led to them.
enum LedgerSchema {
    /// What a new ledger begins with.
    private static let whole = """
        CREATE TABLE item (
            output TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, errorKind TEXT, updated REAL NOT NULL,
            files TEXT, recipe TEXT, prompts TEXT, sources TEXT, recordStamp TEXT, recordDigest TEXT,
            bytes INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, message TEXT,
            isRetryable INTEGER NOT NULL DEFAULT 0, inputTokens INTEGER, outputTokens INTEGER, totalTokens INTEGER,
            usage TEXT, cost REAL, estimatedTokens INTEGER, estimatedCost REAL
        ) WITHOUT ROWID;
        \(others)
        """

    private static let others = """
        CREATE INDEX itemByKey ON item (key) WHERE state = 'completed';
        CREATE TABLE recipe (digest TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE day (day TEXT PRIMARY KEY NOT NULL, requests INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE run (
            id INTEGER PRIMARY KEY, started REAL NOT NULL, ended REAL, holder TEXT NOT NULL, command TEXT,
            recipe TEXT, items INTEGER, stop TEXT
        );
        """

    /// What made of each version, from the first on, the next; only ever added to.
    private static let steps = [
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
        \(others)
        """
    ]

    static var latest: Int { steps.count + 1 }

    /// Takes the steps that are missing, all or none.
    static func prepare(_ queue: DatabaseQueue) throws {
        let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        try DatabaseKind.ledger.requireKnown(version)
        guard version < latest else { return }
        try queue.write { database in
            for step in version == 0 ? [whole] : steps[(version - 1)...] { try database.execute(sql: step) }
            try database.execute(sql: "PRAGMA user_version = \(latest)")
        }
    }
}

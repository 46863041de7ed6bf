import Foundation
import GRDB

/// The tables of the store of uploads. `user_version` counts their changes.
enum UploadSchema {
    static let version = 5
    /// From here on each version adds to the one before, so that stores stay what they are for older versions too.
    private static let firstKept = 4

    private static let tables = """
        -- uploader: the process that uploads, or did. name: set once the file is there.
        CREATE TABLE upload (
            key TEXT PRIMARY KEY NOT NULL, uploader TEXT NOT NULL, session TEXT,
            name TEXT, uri TEXT, expires REAL, isTemporary INTEGER NOT NULL DEFAULT 1
        ) WITHOUT ROWID;
        CREATE TABLE lease (
            key TEXT NOT NULL REFERENCES upload ON DELETE CASCADE, holder TEXT NOT NULL, uses INTEGER NOT NULL,
            PRIMARY KEY (key, holder)
        ) WITHOUT ROWID;
        -- Files that are to be deleted, and by whom.
        CREATE TABLE waste (
            name TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, holder TEXT NOT NULL
        ) WITHOUT ROWID;
        -- Runs under way: what one of them needs no more another may be about to use.
        CREATE TABLE run (
            id TEXT PRIMARY KEY NOT NULL, holder TEXT NOT NULL, service TEXT NOT NULL
        ) WITHOUT ROWID;
        """

    /// Version 5: when each holder last said that it lives.
    private static let holders = """
        CREATE TABLE holder (id TEXT PRIMARY KEY NOT NULL, renewed REAL NOT NULL) WITHOUT ROWID;
        """

    static func prepare(_ database: DatabaseQueue, now: Date = .now) throws {
        // Most of the time there is nothing to change, and nobody is to wait for a writer to learn that.
        guard try database.read(userVersion) < version else { return }
        try database.write { database in
            let found = try userVersion(of: database)
            guard found < version else { return }
            if found < firstKept {
                // What such an old version remembered is worth no more than an upload each.
                for table in ["grdb_migrations", "lease", "upload", "waste", "run"] {
                    try database.execute(sql: "DROP TABLE IF EXISTS \(table)")
                }
                try database.execute(sql: tables)
            }
            try database.execute(sql: holders)
            // Earlier versions did not say where a process runs, so one that does not run here may run elsewhere: it gets one lease.
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO holder (id, renewed) SELECT holder, ?1 FROM lease UNION SELECT holder, ?1 FROM waste
                    UNION SELECT holder, ?1 FROM run UNION SELECT uploader, ?1 FROM upload WHERE name IS NULL AND uploader <> ''
                    """,
                arguments: [now.timeIntervalSince1970]
            )
            try database.execute(sql: "PRAGMA user_version = \(version)")
        }
    }

    private static func userVersion(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }
}

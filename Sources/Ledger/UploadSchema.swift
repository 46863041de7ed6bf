import GRDB

/// The tables of the store of uploads. `user_version` counts their changes.
enum UploadSchema {
    private static let version = 4

    static func prepare(_ database: DatabaseQueue) throws {
        try database.write { database in
            let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard found < version else { return }
            // What an older version remembered is worth no more than an upload each.
            try database.execute(
                sql: """
                    DROP TABLE IF EXISTS grdb_migrations;
                    DROP TABLE IF EXISTS lease;
                    DROP TABLE IF EXISTS upload;
                    DROP TABLE IF EXISTS waste;
                    DROP TABLE IF EXISTS run;
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
                    PRAGMA user_version = \(version);
                    """
            )
        }
    }
}

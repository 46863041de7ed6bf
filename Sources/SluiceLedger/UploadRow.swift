import Foundation
import GRDB

/// The statements of the store of uploads.
struct UploadRow {
    let uploader: String
    let session: String?
    let upload: StoredUpload?

    static func fetch(_ key: String, in database: Database) throws -> UploadRow? {
        let select = try database.cachedStatement(
            sql: "SELECT uploader, session, name, uri, expires FROM upload WHERE key = ?"
        )
        return try Row.fetchOne(select, arguments: [key]).map { row in
            let name: String? = row["name"]
            return UploadRow(
                uploader: row["uploader"],
                session: row["session"],
                upload: name.map {
                    StoredUpload(name: $0, uri: row["uri"], expires: Date(timeIntervalSince1970: row["expires"]))
                }
            )
        }
    }

    static func claim(
        _ key: String,
        holder: Holder,
        now: Date,
        in database: Database
    ) throws -> UploadStore.Claim {
        let row = try fetch(key, in: database)
        if let upload = row?.upload {
            if upload.isFresh(now) {
                try lease(key, holder: holder, in: database)
                return .stored(upload)
            }
        } else if try row?.isUnderWay(for: holder, now: now, in: database) == true {
            return .wait
        }
        guard try !isGuessed(key, holder: holder, now: now, in: database) else { return .wait }
        try begin(key, holder: holder, in: database)
        return .upload(session: row?.upload == nil ? row?.session : nil)
    }

    /// Whether a process that lives, this one included, is uploading it.
    func isUnderWay(for holder: Holder, now: Date, in database: Database) throws -> Bool {
        guard upload == nil else { return false }
        return try uploader == holder.text || HolderLease.isAlive(uploader, now: now, in: database)
    }

    /// Takes a key for uploading. A session stays for whoever continues it.
    static func begin(_ key: String, holder: Holder, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO upload (key, uploader) VALUES (?1, ?2)
                ON CONFLICT (key) DO UPDATE SET uploader = ?2, name = NULL, uri = NULL, expires = NULL, isTemporary = 1
                """
        ).execute(arguments: [key, holder.text])
    }

    static func finish(
        _ key: String,
        _ upload: StoredUpload,
        isTemporary: Bool,
        holder: Holder,
        in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO upload (key, uploader, session, name, uri, expires, isTemporary)
                VALUES (?, ?, NULL, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                key, holder.text, upload.name, upload.uri, upload.expires.timeIntervalSince1970, isTemporary,
            ]
        )
        try lease(key, holder: holder, in: database)
    }

    static func lease(_ key: String, holder: Holder, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO lease (key, holder, uses) VALUES (?1, ?2, 1)
                ON CONFLICT (key, holder) DO UPDATE SET uses = uses + 1
                """
        ).execute(arguments: [key, holder.text])
    }

    static func release(_ key: String, named name: String, holder: Holder, now: Date, in database: Database) throws
        -> Bool
    {
        // A use of a file that another has replaced meanwhile ended with that.
        guard try fetch(key, in: database)?.upload?.name == name else { return false }
        try database.cachedStatement(sql: "UPDATE lease SET uses = uses - 1 WHERE key = ? AND holder = ?")
            .execute(arguments: [key, holder.text])
        try database.cachedStatement(sql: "DELETE FROM lease WHERE key = ? AND holder = ? AND uses <= 0")
            .execute(arguments: [key, holder.text])
        guard try !isWanted(key, now: now, in: database) else { return false }
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO waste (name, key, holder) SELECT name, key, ?2 FROM upload WHERE key = ?1
                AND isTemporary AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.key = ?1)
                """
        ).execute(arguments: [key, holder.text])
        guard database.changesCount > 0 else { return false }
        try database.cachedStatement(sql: "DELETE FROM upload WHERE key = ?").execute(arguments: [key])
        return true
    }

    /// Whether more than one run of the key's service is under way.
    private static func isWanted(_ key: String, now: Date, in database: Database) throws -> Bool {
        let select = try database.cachedStatement(
            sql: "SELECT holder FROM run WHERE service = substr(?, 1, length(service))"
        )
        let holders = try String.fetchAll(select, arguments: [key])
        guard holders.count > 1 else { return false }
        return try holders.filter { try HolderLease.isAlive($0, now: now, in: database) }.count > 1
    }

    static func orphans(service: String, now: Date, in database: Database) throws -> [(key: String, session: String)] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT key, session, uploader FROM upload
                WHERE name IS NULL AND session IS NOT NULL AND substr(key, 1, length(?1)) = ?1
                """,
            arguments: [service]
        )
        return try rows.filter { try !HolderLease.isAlive($0["uploader"], now: now, in: database) }
            .map { ($0["key"], $0["session"]) }
    }

    static func reclaim(service: String, for holder: Holder, now: Date, in database: Database) throws -> [String] {
        let dead = try HolderLease.holders(in: database).filter { other in
            try other != holder.text && !HolderLease.isAlive(other, now: now, in: database)
        }
        for other in dead {
            try database.execute(sql: "DELETE FROM lease WHERE holder = ?", arguments: [other])
            try database.execute(sql: "DELETE FROM run WHERE holder = ?", arguments: [other])
        }
        for other in dead {
            try database.execute(
                sql: "UPDATE waste SET holder = ?1 WHERE holder = ?2 AND substr(key, 1, length(?3)) = ?3",
                arguments: [holder.text, other, service]
            )
        }
        // Files of other services that it was to delete keep its identity. It counts as dead from now on: its lease is gone.
        for other in dead { try database.execute(sql: "DELETE FROM holder WHERE id = ?", arguments: [other]) }
        let unused = """
            NOT EXISTS (SELECT 1 FROM run WHERE service = ?1) AND substr(key, 1, length(?1)) = ?1 AND isTemporary AND name IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.key = upload.key)
            """
        let seconds = now.timeIntervalSince1970
        try database.execute(
            sql: "INSERT OR REPLACE INTO waste SELECT name, key, ?2 FROM upload WHERE \(unused) AND expires > ?3",
            arguments: [service, holder.text, seconds]
        )
        try database.execute(
            sql: "DELETE FROM upload WHERE (\(unused)) OR (name IS NOT NULL AND expires <= ?2)",
            arguments: [service, seconds]
        )
        return try String.fetchAll(
            database,
            sql: "SELECT name FROM waste WHERE holder = ?1 AND substr(key, 1, length(?2)) = ?2",
            arguments: [holder.text, service]
        )
    }
}

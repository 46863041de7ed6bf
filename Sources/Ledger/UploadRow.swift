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

    static func release(_ key: String, holder: Holder, in database: Database) throws -> String? {
        try database.cachedStatement(sql: "UPDATE lease SET uses = uses - 1 WHERE key = ? AND holder = ?")
            .execute(arguments: [key, holder.text])
        try database.cachedStatement(sql: "DELETE FROM lease WHERE key = ? AND holder = ? AND uses <= 0")
            .execute(arguments: [key, holder.text])
        let select = try database.cachedStatement(
            sql: """
                SELECT name FROM upload WHERE key = ?1 AND isTemporary AND name IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.key = ?1)
                """
        )
        guard let name = try String.fetchOne(select, arguments: [key]) else { return nil }
        try delete(key, in: database)
        return name
    }

    static func delete(_ key: String, in database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM upload WHERE key = ?").execute(arguments: [key])
    }

    static func reclaim(
        service: String,
        except holder: Holder,
        now: Date,
        in database: Database
    ) throws -> [String] {
        let holders = try String.fetchAll(database, sql: "SELECT DISTINCT holder FROM lease")
        for other in holders where other != holder.text && Holder(other)?.isAlive != true {
            try database.execute(sql: "DELETE FROM lease WHERE holder = ?", arguments: [other])
        }
        try database.execute(
            sql: "DELETE FROM upload WHERE name IS NOT NULL AND expires < ?",
            arguments: [now.timeIntervalSince1970]
        )
        let unused = """
            isTemporary AND name IS NOT NULL AND key LIKE ? || '%' \
            AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.key = upload.key)
            """
        let names = try String.fetchAll(database, sql: "SELECT name FROM upload WHERE \(unused)", arguments: [service])
        try database.execute(sql: "DELETE FROM upload WHERE \(unused)", arguments: [service])
        return names
    }
}

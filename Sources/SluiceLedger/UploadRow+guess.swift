import Foundation
import GRDB

/// Uploads that begin before their digest is known. Until it is, `?` and something else stand in its place.
extension UploadRow {
    /// What the keys begin with of all uploads that may turn out to be the same: everything but the digest.
    private static func kind(of key: String) -> String {
        String(key[...(key.lastIndex(of: "|") ?? key.startIndex)])
    }

    static func guess(_ key: String, holder: Holder, now: Date, in database: Database) throws -> UploadStore.Claim {
        var session: String?
        for other in try keys(from: kind(of: key), in: database) {
            guard let row = try fetch(other, in: database) else { continue }
            if row.upload?.isFresh(now) == true { return .wait }
            if try row.isUnderWay(for: holder, now: now, in: database) { return .wait }
            guard row.upload == nil else { continue }
            if other == key {
                session = row.session
            } else if other.hasPrefix(kind(of: key) + "?") {
                // Nobody knows what it would have become, for that file has changed or gone.
                try delete(other, in: database)
            } else if row.session != nil {
                return .wait
            }
        }
        try begin(key, holder: holder, in: database)
        return .upload(session: session)
    }

    static func settle(_ guess: String, as key: String, holder: Holder, now: Date, in database: Database) throws -> Bool
    {
        let session = try fetch(guess, in: database)?.session
        try delete(guess, in: database)
        if let row = try fetch(key, in: database) {
            if row.upload?.isFresh(now) == true { return false }
            if try row.isUnderWay(for: holder, now: now, in: database) { return false }
        }
        try begin(key, holder: holder, in: database)
        try database.cachedStatement(sql: "UPDATE upload SET session = ? WHERE key = ?")
            .execute(arguments: [session, key])
        return true
    }

    /// Whether somebody is sending what may turn out to be the same.
    static func isGuessed(_ key: String, holder: Holder, now: Date, in database: Database) throws -> Bool {
        try keys(from: kind(of: key) + "?", in: database).contains { other in
            try fetch(other, in: database)?.isUnderWay(for: holder, now: now, in: database) == true
        }
    }

    private static func keys(from prefix: String, in database: Database) throws -> [String] {
        let select = try database.cachedStatement(
            sql: "SELECT key FROM upload WHERE key >= ?1 AND key < ?1 || char(1114111)"
        )
        return try String.fetchAll(select, arguments: [prefix])
    }

    private static func delete(_ key: String, in database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM upload WHERE key = ?").execute(arguments: [key])
    }
}

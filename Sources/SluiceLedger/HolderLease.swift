import Foundation
import GRDB

/// How long a process that cannot be looked up counts as alive.
///
/// Every run renews its lease while it goes on. Clocks of machines that share a store should agree to within ``length``; where one
/// is ahead, what its processes leave behind is kept for longer.
enum HolderLease {
    /// Nine renewals: a machine may be busy, and the store locked for a while.
    static let length: TimeInterval = 180
    static let renewal: TimeInterval = 20

    static func renew(_ holder: Holder, now: Date, in database: Database) throws {
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO holder (id, renewed) VALUES (?, ?)")
            .execute(arguments: [holder.text, now.timeIntervalSince1970])
    }

    /// Whether the process behind a holder's text lives, as far as anybody can tell.
    static func isAlive(_ text: String, now: Date, in database: Database) throws -> Bool {
        guard let holder = Holder(text) else { return false }
        if holder.isHere, holder.isRunning { return true }
        // A process of this place that does not run is dead. One whose place is not known may run elsewhere.
        if holder.place != nil, holder.isHere { return false }
        let select = try database.cachedStatement(sql: "SELECT renewed FROM holder WHERE id = ?")
        guard let renewed = try Double.fetchOne(select, arguments: [text]) else { return false }
        return now.timeIntervalSince1970 - renewed < length
    }

    /// Forgets a holder that has nothing left in the store.
    static func end(_ holder: Holder, in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM holder WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM run WHERE holder = ?1)
                AND NOT EXISTS (SELECT 1 FROM lease WHERE holder = ?1) AND NOT EXISTS (SELECT 1 FROM waste WHERE holder = ?1)
                AND NOT EXISTS (SELECT 1 FROM upload WHERE uploader = ?1 AND name IS NULL)
                """,
            arguments: [holder.text]
        )
    }

    /// All holders that the store knows of.
    static func holders(in database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT holder FROM lease UNION SELECT holder FROM waste UNION SELECT holder FROM run UNION SELECT id FROM holder
                """
        )
    }
}

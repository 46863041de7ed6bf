public import Foundation
import GRDB

/// What jobs have been answered, by keys: one file for any number of jobs, readable by its owner alone.
///
/// An answer that was stored outlives the process, however it ends.
public final class AnswerStore: Sendable {
    private let commits: GroupCommit

    /// - Parameter file: `nil` for a store that lives as long as this object.
    /// - Throws: ``LedgerError`` when the file cannot be made, read, or is something else.
    public init(at file: URL?) throws {
        do {
            guard let file else {
                let database = try DatabaseQueue()
                try Self.prepare(database)
                commits = GroupCommit(database, of: "the store of answers")
                return
            }
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try PrivateFile.prepare(file, for: .answers)
            let database = try DatabaseQueue(path: file.path, configuration: .file(patience: 10, log: 1000))
            try Self.prepare(database)
            commits = GroupCommit(database, of: file.path)
        } catch {
            throw LedgerError(file: file?.path ?? "the store of answers", cause: error)
        }
    }

    static let version = 1

    private static func prepare(_ database: DatabaseQueue) throws {
        try database.write { database in
            guard try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 < version else { return }
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS answer (
                        job TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, output BLOB, failure BLOB, usage BLOB,
                        cost REAL, attempts INTEGER NOT NULL, updated REAL NOT NULL, PRIMARY KEY (job, key)
                    ) WITHOUT ROWID;
                    -- Digests of files that have not changed since: path and stamp identify the content.
                    CREATE TABLE IF NOT EXISTS content (
                        identity TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE IF NOT EXISTS day (day TEXT PRIMARY KEY NOT NULL, requests INTEGER NOT NULL) WITHOUT ROWID;
                    PRAGMA user_version = \(version);
                    """
            )
        }
    }

    /// What is stored of one item of a job.
    public struct Stored: Hashable, Sendable {
        /// The output as JSON. `nil` for an item that has failed.
        public var output: [UInt8]?
        /// Why it has failed, as JSON. `nil` for an item that has not.
        public var failure: [UInt8]?
        /// What it took, as JSON. `nil` when that is not known.
        public var usage: [UInt8]?
        /// US dollars. `nil` when the price is not known.
        public var cost: Double?
        /// Requests to models, failed ones included.
        public var attempts: Int

        public init(output: [UInt8]?, failure: [UInt8]?, usage: [UInt8]?, cost: Double?, attempts: Int) {
            self.output = output
            self.failure = failure
            self.usage = usage
            self.cost = cost
            self.attempts = attempts
        }
    }

    /// What is stored of an item. `nil` when there is nothing.
    ///
    /// - Throws: ``LedgerError``.
    public func stored(_ key: String, of job: String) async throws -> Stored? {
        try await commits.write { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT output, failure, usage, cost, attempts FROM answer WHERE job = ? AND key = ?",
                arguments: [job, key]
            )
            return row.map { row in
                Stored(
                    output: (row["output"] as Data?).map { Array($0) },
                    failure: (row["failure"] as Data?).map { Array($0) },
                    usage: (row["usage"] as Data?).map { Array($0) },
                    cost: row["cost"],
                    attempts: row["attempts"] ?? 0
                )
            }
        }
    }

    /// Stores what became of an item. When it returns, that is committed.
    ///
    /// - Throws: ``LedgerError``.
    public func store(_ stored: Stored, as key: String, of job: String) async throws {
        try await commits.write { database in
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO answer (job, key, state, output, failure, usage, cost, attempts, updated)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    job, key, stored.failure == nil ? "completed" : "failed", stored.output.map { Data($0) },
                    stored.failure.map { Data($0) }, stored.usage.map { Data($0) }, stored.cost, stored.attempts,
                    Date.now.timeIntervalSince1970,
                ]
            )
        }
    }

    /// The content key that was remembered for a file which has not changed since. `nil` when there is none.
    public func contentKey(for identity: String) async throws -> String? {
        try await commits.write { database in
            try String.fetchOne(database, sql: "SELECT key FROM content WHERE identity = ?", arguments: [identity])
        }
    }

    /// Remembers the content key of a file as it is now.
    public func remember(contentKey key: String, for identity: String) async throws {
        try await commits.write(.soon) { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO content (identity, key) VALUES (?, ?)",
                arguments: [identity, key]
            )
        }
    }

    /// Nothing more will be stored.
    public func close() { commits.close() }
}

/// Where the number of a day's requests is kept.
public protocol RequestCounter: Sendable {
    /// Requests that were made on a day, by its name.
    func requests(on day: String) async throws -> Int

    /// Sets the number of requests of a day. Other days are forgotten.
    func set(requests: Int, on day: String) async throws
}

extension Ledger: RequestCounter {}

extension AnswerStore: RequestCounter {
    public func requests(on day: String) async throws -> Int {
        try await commits.write { database in
            max(0, try Int.fetchOne(database, sql: "SELECT requests FROM day WHERE day = ?", arguments: [day]) ?? 0)
        }
    }

    public func set(requests: Int, on day: String) async throws {
        try await commits.write { database in
            try database.execute(sql: "DELETE FROM day WHERE day <> ?", arguments: [day])
            try database.execute(
                sql: "INSERT OR REPLACE INTO day (day, requests) VALUES (?, ?)",
                arguments: [day, requests]
            )
        }
    }
}

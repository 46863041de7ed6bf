public import Foundation
import GRDB

/// What a run has finished, kept in SQLite beside its outputs.
///
/// One writer at a time: GRDB's queue serializes writes and keeps them off the threads that Swift's tasks share.
public final class Ledger: Sendable {
    private let database: DatabaseQueue

    /// Opens the ledger of a folder of outputs, and makes it when there is none.
    ///
    /// The file is readable by its owner alone.
    ///
    /// - Throws: ``LedgerError`` when the file cannot be made, read or is no ledger.
    public init(at file: URL) throws {
        do {
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            database = try DatabaseQueue(path: file.path, configuration: Self.configuration)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
            try LedgerSchema.migrator.migrate(database)
        } catch {
            throw LedgerError(file: file.path, cause: error)
        }
    }

    /// What is known of an output, by its path below the output folder.
    public func entry(for output: String) async throws -> LedgerEntry? {
        try await database.read { database in try LedgerRow.fetchOne(database, key: output)?.entry }
    }

    /// Remembers the latest state of an output. When the call returns it is on the disk.
    public func record(_ entry: LedgerEntry) async throws {
        try await database.write { database in try LedgerRow(entry).upsert(database) }
    }

    /// How many outputs are in each state.
    public func counts() async throws -> [LedgerEntry.State: Int] {
        try await database.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT state, COUNT(*) AS number FROM item GROUP BY state")
            let counts = rows.compactMap { row in
                LedgerEntry.State(rawValue: row["state"]).map { ($0, row["number"] as Int) }
            }
            return Dictionary(uniqueKeysWithValues: counts)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        return configuration
    }
}

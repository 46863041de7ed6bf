public import Foundation
import GRDB
import Synchronization

/// What a run has finished, kept in SQLite beside its outputs.
///
/// One writer at a time: GRDB's queue serializes writes and keeps them off the threads that Swift's tasks share.
public final class Ledger: Sendable {
    let database: DatabaseQueue
    /// The digests of all outputs that there is an entry for, eight bytes each: most questions are about unknown ones.
    private let known: Mutex<Set<Int>>

    /// Opens the ledger of a folder of outputs, and makes it when there is none.
    ///
    /// The file is readable by its owner alone.
    ///
    /// - Throws: ``LedgerError`` when the file cannot be made, read or is no ledger.
    public init(at file: URL) throws {
        do {
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try PrivateFile.prepare(file)
            database = try DatabaseQueue(path: file.path, configuration: Self.configuration)
            try LedgerSchema.prepare(database)
            known = Mutex(
                try database.read { database in
                    let outputs = try String.fetchCursor(database, sql: "SELECT output FROM item")
                    var known: Set<Int> = []
                    while let output = try outputs.next() { known.insert(output.hashValue) }
                    return known
                }
            )
        } catch {
            throw LedgerError(file: file.path, cause: error)
        }
    }

    /// A ledger that lives as long as this object.
    public init() throws {
        do {
            database = try DatabaseQueue()
            try LedgerSchema.prepare(database)
            known = Mutex([])
        } catch {
            throw LedgerError(file: "a ledger in memory", cause: error)
        }
    }

    /// What is known of an output, by its path below the output folder.
    public func entry(for output: String) async throws -> LedgerEntry? {
        guard known.withLock({ $0.contains(output.hashValue) }) else { return nil }
        return try await database.read { database in try LedgerRow.entry(for: output, in: database) }
    }

    /// What is known of some outputs, in their order. One look for all of them.
    public func entries(for outputs: [String]) async throws -> [LedgerEntry?] {
        let isKnown = known.withLock { known in outputs.map { known.contains($0.hashValue) } }
        guard isKnown.contains(true) else { return outputs.map { _ in nil } }
        return try await database.read { database in
            try zip(outputs, isKnown).map { output, isKnown in
                isKnown ? try LedgerRow.entry(for: output, in: database) : nil
            }
        }
    }

    /// Outputs that were completed with a key, the latest first; a few are as good as all.
    public func completed(withKey key: String) async throws -> [LedgerEntry] {
        guard known.withLock({ !$0.isEmpty }) else { return [] }
        return try await database.read { database in try LedgerRow.completed(key: key, most: 4, in: database) }
    }

    /// Remembers the latest states of some outputs, all or none. When the call returns they are on the disk.
    public func record(_ entries: [LedgerEntry]) async throws {
        try await database.write { database in
            for entry in entries { try LedgerRow.put(entry, into: database) }
        }
        known.withLock { known in
            for entry in entries { known.insert(entry.output.hashValue) }
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

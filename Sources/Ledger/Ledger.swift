import Dispatch
public import Foundation
import GRDB
import Synchronization

/// What a run has finished, kept in SQLite beside its outputs.
///
/// One writer at a time: GRDB's queue serializes writes and keeps them off the threads that Swift's tasks share.
public final class Ledger: Sendable {
    let database: DatabaseQueue
    /// Most questions are about what there is no entry for.
    private let known: Mutex<Known>

    /// Eight bytes for each output that there is an entry for, and for each key that one was completed with.
    private struct Known {
        var outputs: Set<Int> = []
        var keys: Set<Int> = []

        mutating func add(_ entry: LedgerEntry) {
            outputs.insert(entry.output.hashValue)
            if entry.state == .completed { keys.insert(entry.key.hashValue) }
        }
    }

    /// Opens the ledger of a folder of outputs, and makes it when there is none.
    ///
    /// The file is readable by its owner alone.
    ///
    /// - Throws: ``LedgerError`` when the file cannot be made, read or is no ledger.
    public convenience init(at file: URL) throws {
        do {
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try PrivateFile.prepare(file)
            try self.init(try DatabaseQueue(path: file.path, configuration: Self.configuration))
        } catch {
            throw LedgerError(file: file.path, cause: error)
        }
    }

    /// A ledger that lives as long as this object.
    public convenience init() throws {
        do {
            try self.init(try DatabaseQueue())
        } catch {
            throw LedgerError(file: "a ledger in memory", cause: error)
        }
    }

    init(_ database: DatabaseQueue) throws {
        self.database = database
        try LedgerSchema.prepare(database)
        known = Mutex(
            try database.read { database in
                let rows = try Row.fetchCursor(database, sql: "SELECT output, key, state = 'completed' FROM item")
                var known = Known()
                while let row = try rows.next() {
                    known.outputs.insert((row[0] as String).hashValue)
                    if row[2] { known.keys.insert((row[1] as String).hashValue) }
                }
                return known
            }
        )
    }

    /// What is known of an output, by its path below the output folder.
    public func entry(for output: String) async throws -> LedgerEntry? {
        guard known.withLock({ $0.outputs.contains(output.hashValue) }) else { return nil }
        return try await database.read { database in try LedgerRow.entry(for: output, in: database) }
    }

    /// What is known of some outputs, in their order. One look for all of them.
    public func entries(for outputs: [String]) async throws -> [LedgerEntry?] {
        let isKnown = known.withLock { known in outputs.map { known.outputs.contains($0.hashValue) } }
        guard isKnown.contains(true) else { return outputs.map { _ in nil } }
        return try await database.read { database in
            try zip(outputs, isKnown).map { output, isKnown in
                isKnown ? try LedgerRow.entry(for: output, in: database) : nil
            }
        }
    }

    /// Outputs that were completed with a key, the latest first; a few are as good as all.
    public func completed(withKey key: String) async throws -> [LedgerEntry] {
        guard mayKnow(key: key) else { return [] }
        return try await database.read { database in try LedgerRow.completed(key: key, most: 4, in: database) }
    }

    /// Whether anything was ever completed: no look at the disk.
    var hasCompleted: Bool { known.withLock { !$0.keys.isEmpty } }

    /// Whether it is worth asking for what was completed with a key: no look at the disk.
    public func mayKnow(key: String) -> Bool { known.withLock { $0.keys.contains(key.hashValue) } }

    /// Remembers the latest states of some outputs, all or none.
    public func record(_ entries: [LedgerEntry]) async throws {
        try await write { database in
            for entry in entries { try LedgerRow.put(entry, into: database) }
        }
        known.withLock { known in
            for entry in entries { known.add(entry) }
        }
    }

    /// All or nothing.
    ///
    /// - Throws: ``LedgerError``.
    func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await database.write(body)
        } catch let error as DatabaseError {
            throw LedgerError(file: database.path, cause: error)
        }
    }

    /// Ends the use of the ledger: everything is in its one file then. What still asks it gets an error.
    public func close() async {
        await withCheckedContinuation { waiter in
            DispatchQueue.global().async {
                // What cannot be put in order now is by whoever opens the file next.
                try? self.database.close()
                waiter.resume()
            }
        }
    }

    static var configuration: Configuration { .file(patience: 5, log: 1000) }
}

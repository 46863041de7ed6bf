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
    private let known = Mutex(KnownEntries())

    /// Opens the ledger of a folder of outputs, and makes it when there is none.
    ///
    /// The file is readable by its owner alone.
    ///
    /// - Throws: ``LedgerError`` when the file cannot be made, read or is no ledger.
    public convenience init(at file: URL) throws {
        do {
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try PrivateFile.prepare(file, for: .ledger)
            try self.init(try DatabaseQueue(path: file.path, configuration: Self.configuration))
            let found = try database.read { try KnownEntries(in: $0) }
            known.withLock { $0.add(found) }
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
    }

    /// What is known of an output, by its path below the output folder.
    public func entry(for output: String) async throws -> LedgerEntry? {
        try await learnEntries()
        guard known.withLock({ $0.mayHave(output: output) }) else { return nil }
        return try await read { database in try LedgerRow.entry(for: output, in: database) }
    }

    /// What is known of some outputs, in their order. One look for all of them.
    public func entries(for outputs: [String]) async throws -> [LedgerEntry?] {
        try await learnEntries()
        let isKnown = known.withLock { known in outputs.map { known.mayHave(output: $0) } }
        guard isKnown.contains(true) else { return outputs.map { _ in nil } }
        return try await read { database in
            try zip(outputs, isKnown).map { output, isKnown in
                isKnown ? try LedgerRow.entry(for: output, in: database) : nil
            }
        }
    }

    /// Outputs that were completed with a key, the latest first; a few are as good as all.
    public func completed(withKey key: String) async throws -> [LedgerEntry] {
        try await learnEntries()
        guard mayKnow(key: key) else { return [] }
        return try await read { database in try LedgerRow.completed(key: key, most: 4, in: database) }
    }

    /// Whether anything may have been completed: no look at the disk.
    var mayHaveCompleted: Bool { known.withLock(\.mayHaveCompleted) }

    /// Whether it is worth asking for what was completed with a key: no look at the disk.
    public func mayKnow(key: String) -> Bool { known.withLock { $0.mayHave(key: key) } }

    /// Looks through the table once, before the first question that it may spare a look at the disk. A ledger that is opened to be
    /// written to has done so by then; one that is only looked at from its beginning to its end never does.
    private func learnEntries() async throws {
        guard !known.withLock(\.isComplete) else { return }
        let found = try await read { database in try KnownEntries(in: database) }
        known.withLock { $0.add(found) }
    }

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
        } catch {
            throw LedgerError.wrapping(error, of: database.path)
        }
    }

    /// - Throws: ``LedgerError``.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await database.read(body)
        } catch {
            throw LedgerError.wrapping(error, of: database.path)
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

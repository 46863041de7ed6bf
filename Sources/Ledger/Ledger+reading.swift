public import Foundation
import GRDB

extension Ledger {
    /// Opens a ledger to look at it. Where nothing may be written, on a disk that is read-only or among somebody else's files, what
    /// is looked at is a copy of this moment.
    ///
    /// - Throws: ``LedgerError`` when the file cannot be read or is no ledger.
    public convenience init(reading file: URL) throws {
        if PrivateFile.mayChange(file) { try self.init(at: file) } else { try self.init(copying: file) }
    }

    /// A ledger as it is at this moment, in memory.
    ///
    /// - Throws: As ``init(reading:)``.
    public convenience init(copying file: URL) throws {
        do {
            try self.init(try Self.copy(of: file))
        } catch {
            throw LedgerError(file: file.path, cause: error)
        }
    }

    /// SQLite reads no database without writing beside it, unless it has been told that nobody else does.
    private static func copy(of file: URL) throws -> DatabaseQueue {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        let target = folder.appending(path: "ledger.sqlite")
        try FileManager.default.copyItem(at: file, to: target)
        let log = URL(fileURLWithPath: file.path + "-wal")
        if FileManager.default.fileExists(atPath: log.path) {
            try FileManager.default.copyItem(at: log, to: URL(fileURLWithPath: target.path + "-wal"))
        }
        try PrivateFile.prepare(target)
        let memory = try DatabaseQueue()
        let copy = try DatabaseQueue(path: target.path, configuration: configuration)
        try copy.backup(to: memory)
        try copy.close()
        return memory
    }
}

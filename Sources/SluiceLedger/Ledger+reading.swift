public import Foundation
import GRDB

extension Ledger {
    /// Opens a ledger to look at it. Nothing is written, neither to it nor beside it: what is still in the log beside it is read
    /// from a copy of this moment.
    ///
    /// - Throws: ``LedgerError`` when the file cannot be read, is no ledger, or is one of a later version.
    public convenience init(reading file: URL) throws {
        do {
            try PrivateFile.requirePlain(file)
            let version = try DatabaseKind.ledger.require(file)
            // One of an earlier version is brought up to date, and that can be a copy only.
            let isCurrent = version == LedgerSchema.latest
            try self.init(
                isCurrent ? try ReadOnlyDatabase.open(file, ignoringLog: false) : try ReadOnlyDatabase.copy(of: file)
            )
        } catch {
            throw LedgerError(file: file.path, cause: error)
        }
    }

    /// A ledger as it is at this moment: what is written later is not seen.
    ///
    /// - Throws: As ``init(reading:)``.
    public convenience init(copying file: URL) throws {
        do {
            try PrivateFile.requirePlain(file)
            try DatabaseKind.ledger.require(file)
            try self.init(try ReadOnlyDatabase.copy(of: file))
        } catch {
            throw LedgerError(file: file.path, cause: error)
        }
    }
}

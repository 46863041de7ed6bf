public import Foundation
import GRDB

/// A ledger, or a store of uploads, that cannot be opened, read or written.
public struct LedgerError: Error, Sendable {
    public let file: String
    public let cause: any Error

    /// What is wrong with the file, as far as a caller may care.
    public enum Fault: Hashable, Sendable {
        /// No room, no rights, or a disk that fails.
        case unwritable
        /// The file is damaged, or no database of Sluice's.
        case unreadable
        /// Another process has held it for longer than one waits.
        case busy
    }

    public var fault: Fault {
        guard let cause = cause as? DatabaseError else { return .unwritable }
        return switch cause.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .busy
        // What remains is a table or a column that is not as it should be, or a value that has no place in it.
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT:
            .unreadable
        default: .unwritable
        }
    }

    /// Whether the disk is at fault: it is full, read-only, or fails.
    public var isOfDisk: Bool {
        switch cause {
        case let cause as DatabaseError: [.SQLITE_FULL, .SQLITE_IOERR].contains(cause.resultCode)
        case let cause as POSIXError: [.ENOSPC, .EDQUOT, .EFBIG, .EROFS, .EIO].contains(cause.code)
        case let cause as CocoaError: [.fileWriteOutOfSpace, .fileWriteVolumeReadOnly].contains(cause.code)
        default: false
        }
    }

    /// What to do about it.
    public var hint: String {
        switch fault {
        case .unwritable: "make room there, and see that the file may be written; the same command goes on"
        case .unreadable: "remove it, and it is made anew: what is done is seen by the records"
        case .busy: "wait until the other process has ended"
        }
    }
}

extension LedgerError {
    /// An error of the database as one of its file; any other as it is.
    static func wrapping(_ error: any Error, of file: String) -> any Error {
        error is DatabaseError ? LedgerError(file: file, cause: error) : error
    }
}

extension LedgerError: CustomStringConvertible {
    public var description: String { fault == .unreadable ? "\(message); \(hint)" : message }

    /// The reason without the statement that met it.
    public var message: String {
        guard let cause = cause as? DatabaseError else { return "\(file): \(cause.localizedDescription)" }
        return switch (fault, cause.resultCode) {
        case (.busy, _): "\(file) is in use by another process"
        case (.unreadable, .SQLITE_NOTADB): "\(file) is not a database"
        case (.unreadable, _): "\(file) is damaged, or was not made by Sluice"
        case (.unwritable, .SQLITE_FULL): "\(file): no space left on the disk"
        case (.unwritable, .SQLITE_READONLY), (.unwritable, .SQLITE_PERM): "\(file) may not be written to"
        case (.unwritable, .SQLITE_CANTOPEN): "\(file) cannot be opened"
        case (.unwritable, .SQLITE_IOERR): "\(file) could not be read or written: the disk gave an error"
        case (.unwritable, _): "\(file): the database gave error \(cause.resultCode.rawValue)"
        }
    }
}

extension LedgerError: LocalizedError {
    public var errorDescription: String? { message }
    public var recoverySuggestion: String? { hint }
}

import Foundation
import GRDB

/// A ledger that cannot be opened.
public struct LedgerError: Error, Sendable {
    public let file: String
    public let cause: any Error
}

extension LedgerError: CustomStringConvertible {
    /// The reason without the statement that met it.
    public var description: String {
        guard let cause = cause as? DatabaseError else { return "\(file): \(cause.localizedDescription)" }
        let reason = cause.message ?? "\(cause.resultCode)"
        let isBroken = [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(cause.resultCode)
        return "\(file): \(reason)" + (isBroken ? "; remove it: what is done is seen by the records" : "")
    }
}

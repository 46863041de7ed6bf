import GRDB

/// A ledger that cannot be opened.
public struct LedgerError: Error, Sendable {
    public let file: String
    public let cause: any Error
}

extension LedgerError: CustomStringConvertible {
    /// The reason without the statement that met it.
    public var description: String {
        let reason = (cause as? DatabaseError).map { $0.message ?? "\($0.resultCode)" } ?? "\(cause)"
        return "\(file): \(reason)"
    }
}

/// A ledger that cannot be opened.
public struct LedgerError: Error, Sendable {
    public let file: String
    public let cause: any Error
}

extension LedgerError: CustomStringConvertible {
    public var description: String { "\(file): \(cause)" }
}

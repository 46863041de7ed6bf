import SluiceLedger

/// An item that has to be looked into, and what is known of it already.
struct Candidate: Sendable {
    let group: InputGroup
    /// `nil` when it cannot be relied upon.
    let sources: String?
    let entry: LedgerEntry?
    /// Whether a record may be there that the ledger knows nothing of.
    var mayHaveRecord = true
    /// Why its files could not be written. It is not asked about.
    var obstacle: ItemError?
    /// Whether the file of its record is another item's.
    var sharesRecord = false
}

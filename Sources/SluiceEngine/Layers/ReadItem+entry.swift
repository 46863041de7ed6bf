import SluiceLedger

extension ReadItem {
    /// What the ledger remembers of the item.
    func entry(_ state: LedgerEntry.State, because failure: Failure? = nil) -> LedgerEntry {
        var entry = LedgerEntry(
            output: group.outputPath,
            key: parts?.key ?? "",
            state: state,
            errorKind: failure?.kind.rawValue
        )
        entry.parts = parts?.digests
        entry.sources = candidate.sources
        entry.bytes = bytes
        entry.message = failure?.message
        entry.isRetryable = failure?.isRetryable ?? false
        return entry
    }
}

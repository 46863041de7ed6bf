import Foundation
import GRDB

/// An entry as a row of the table.
struct LedgerRow: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "item"

    let output: String
    let key: String
    let state: LedgerEntry.State
    let errorKind: String?
    let updated: Date

    init(_ entry: LedgerEntry) {
        output = entry.output
        key = entry.key
        state = entry.state
        errorKind = entry.errorKind
        updated = entry.updated
    }

    var entry: LedgerEntry {
        LedgerEntry(output: output, key: key, state: state, errorKind: errorKind, updated: updated)
    }
}

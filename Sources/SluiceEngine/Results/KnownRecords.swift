import Foundation
import SluiceLedger

/// Whether a file should be a record, by the ledgers of its output folder. They are opened when the first question comes.
struct KnownRecords {
    private let state: URL
    private var ledgers: [Ledger]?

    init(of output: URL) { state = output.appending(path: ".sluice") }

    /// - Parameter path: Below the output folder.
    mutating func isRecord(_ path: String) async -> Bool {
        guard path.hasSuffix(".json") else { return false }
        let item = String(path.dropLast(".json".count))
        for ledger in opened() {
            if let entry = try? await ledger.entry(for: item), entry.state != .skipped, entry.record != nil {
                return true
            }
        }
        return false
    }

    private mutating func opened() -> [Ledger] {
        if let ledgers { return ledgers }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path(percentEncoded: false))) ?? []
        let files = names.filter { $0.hasPrefix("ledger") && $0.hasSuffix(".sqlite") }.sorted()
        let opened = files.compactMap { try? Ledger(reading: state.appending(path: $0)) }
        ledgers = opened
        return opened
    }
}

import SluiceLedger

/// The entries of several ledgers in the order of their outputs, each output once: a folder may be done in parts and as a whole, and
/// the ledger that heard of an item last is right.
///
/// Holds a page of each ledger, however long they are.
struct LedgerMerge {
    /// One ledger, read page by page.
    private struct Source {
        let ledger: Ledger
        var page: ArraySlice<LedgerEntry> = []
        private var isAtEnd = false
        /// The output that the next page is behind.
        private var last = ""

        init(_ ledger: Ledger) { self.ledger = ledger }

        mutating func fill(_ size: Int) async throws {
            guard page.isEmpty, !isAtEnd else { return }
            page = try await ledger.page(after: last, most: size)[...]
            isAtEnd = page.isEmpty
            last = page.last?.output ?? last
        }
    }

    private var sources: [Source]
    private let pageSize: Int
    /// How many entries each ledger had so far, those included that another ledger knows better.
    private(set) var entries: [Int]

    init(_ ledgers: [Ledger]) {
        sources = ledgers.map(Source.init)
        entries = ledgers.map { _ in 0 }
        pageSize = max(50, 1000 / max(1, ledgers.count))
    }

    mutating func next() async throws -> LedgerEntry? {
        var latest: LedgerEntry?
        for index in sources.indices {
            try await sources[index].fill(pageSize)
            guard let entry = sources[index].page.first else { continue }
            guard let best = latest, !entry.output.utf8.lexicographicallyPrecedes(best.output.utf8) else {
                latest = entry
                continue
            }
            if entry.output.utf8.elementsEqual(best.output.utf8), entry.updated >= best.updated { latest = entry }
        }
        guard let latest else { return nil }
        for index in sources.indices {
            guard let entry = sources[index].page.first, entry.output.utf8.elementsEqual(latest.output.utf8) else {
                continue
            }
            entries[index] += 1
            sources[index].page.removeFirst()
        }
        return latest
    }
}

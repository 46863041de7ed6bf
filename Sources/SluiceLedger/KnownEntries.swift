import GRDB

/// Which outputs a ledger has entries for, and which keys some were completed with: "no" is certain, "yes" is not.
///
/// Two filters of a fixed size, whatever the number of entries. A wrong "yes" costs a look at the disk.
struct KnownEntries: Sendable {
    private var outputs = StringFilter()
    private var keys = StringFilter()
    /// Whether all entries are in it. Until then everything may be known.
    private(set) var isComplete = false

    init() {}

    /// All of a ledger's.
    init(in database: Database) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT output, key, state = 'completed' FROM item")
        while let row = try rows.next() {
            outputs.insert(row[0])
            if row[2] { keys.insert(row[1]) }
        }
        isComplete = true
    }

    func mayHave(output: String) -> Bool { !isComplete || outputs.mayContain(output) }

    func mayHave(key: String) -> Bool { !isComplete || keys.mayContain(key) }

    var mayHaveCompleted: Bool { !isComplete || !keys.isEmpty }

    mutating func add(_ entry: LedgerEntry) {
        outputs.insert(entry.output)
        if entry.state == .completed { keys.insert(entry.key) }
    }

    mutating func add(_ other: KnownEntries) {
        outputs.formUnion(other.outputs)
        keys.formUnion(other.keys)
        isComplete = isComplete || other.isComplete
    }
}

/// A Bloom filter of one mebibyte with three probes: at a million strings 3 in 100 that were never inserted look as if they had been.
struct StringFilter: Sendable {
    private static let words = 1 << 17
    private static let probes: UInt64 = 3

    /// Empty until something is inserted.
    private var bits: [UInt64] = []

    var isEmpty: Bool { bits.isEmpty }

    mutating func insert(_ text: String) {
        if bits.isEmpty { bits = Array(repeating: 0, count: Self.words) }
        for place in Self.places(of: text) { bits[place.word] |= place.mask }
    }

    func mayContain(_ text: String) -> Bool {
        guard !bits.isEmpty else { return false }
        return Self.places(of: text).allSatisfy { bits[$0.word] & $0.mask != 0 }
    }

    mutating func formUnion(_ other: StringFilter) {
        guard !other.bits.isEmpty else { return }
        guard !bits.isEmpty else { return bits = other.bits }
        for index in bits.indices { bits[index] |= other.bits[index] }
    }

    /// Double hashing: the halves of one hash give any number of places.
    private static func places(of text: String) -> [(word: Int, mask: UInt64)] {
        let hash = UInt64(bitPattern: Int64(text.hashValue))
        let (start, step) = (hash & 0xFFFF_FFFF, hash >> 32 | 1)
        return (0..<probes).map { probe in
            let bit = (start &+ probe &* step) & UInt64(words * 64 - 1)
            return (Int(bit >> 6), 1 << (bit & 63))
        }
    }
}

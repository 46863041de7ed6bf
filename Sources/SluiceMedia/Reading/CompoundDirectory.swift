/// What a compound file holds ([MS-CFB], sections 2.2, 2.3 and 2.6), as far as 4,096 entries.
struct CompoundDirectory {
    struct Entry {
        let name: String
        /// 1 a storage, 2 a stream, 5 the root.
        let kind: UInt8
        let classIdentifier: [UInt8]
        fileprivate let sector: UInt64
        fileprivate let bytes: UInt64
    }

    private(set) var entries: [Entry] = []
    private let shift: Int64

    /// `nil` for what is no compound file.
    init?(in file: inout ByteReader) {
        guard let head = file.bytes(at: 0, 512), head.starts(with: CompoundRepair.mark) else { return nil }
        let shift = head[30..<32].littleEndian
        guard (7...16).contains(shift) else { return nil }
        self.shift = Int64(shift)
        // The places of the first tables of sectors are in the header.
        let tables = stride(from: 76, to: 512, by: 4).map { head[$0..<$0 + 4].littleEndian }
        let size = 1 << Int(shift)
        var sector = head[48..<52].littleEndian
        var seen: Set<UInt64> = []
        while sector < 0xFFFF_FFFA, entries.count < 4096, seen.insert(sector).inserted,
            let piece = file.upTo(size, at: place(of: sector)), piece.count >= 128
        {
            take(piece)
            // Where the chain is broken or beyond the header's tables, what follows is likely to be the next.
            let perTable = UInt64(size / 4)
            let index = Int(sector / perTable)
            guard index < tables.count, tables[index] < 0xFFFF_FFFA,
                let next = file.bytes(at: place(of: tables[index]) + Int64(sector % perTable) * 4, 4)
            else {
                sector += 1
                continue
            }
            sector = next.littleEndian
        }
        guard !entries.isEmpty else { return nil }
    }

    /// How a stream begins, as far as its first sector goes. `nil` for small ones, which are kept elsewhere.
    func start(of entry: Entry, in file: inout ByteReader) -> [UInt8]? {
        guard entry.bytes >= 4096, entry.sector < 0xFFFF_FFFA else { return nil }
        return file.upTo(1 << Int(shift), at: place(of: entry.sector))
    }

    private func place(of sector: UInt64) -> Int64 { (Int64(sector) + 1) << shift }

    private mutating func take(_ piece: [UInt8]) {
        for at in stride(from: 0, to: piece.count - 127, by: 128) where piece[at + 66] != 0 {
            let length = min(Int(piece[at + 64..<at + 66].littleEndian), 64)
            let units = stride(from: at, to: at + max(0, length - 2), by: 2).map {
                UInt16(piece[$0..<$0 + 2].littleEndian)
            }
            entries.append(
                Entry(
                    name: String(decoding: units, as: UTF16.self),
                    kind: piece[at + 66],
                    classIdentifier: Array(piece[at + 80..<at + 96]),
                    sector: piece[at + 116..<at + 120].littleEndian,
                    bytes: piece[at + 120..<at + 124].littleEndian
                )
            )
        }
    }
}

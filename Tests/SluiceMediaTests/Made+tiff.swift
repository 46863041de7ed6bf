extension Made {
    /// A TIFF file of one directory and, if there are tags for it, another below that. Every value is one number.
    static func tiff(_ tags: [(Int, Int)], maker: String, below: [(Int, Int)] = []) -> [UInt8] {
        let count = tags.count + 1 + (below.isEmpty ? 0 : 1)
        let inner = 8 + 2 + 12 * count + 4
        let name = inner + (below.isEmpty ? 0 : 2 + 12 * below.count + 4)
        var entries = tags.map { ($0.0, entry($0.0, $0.1)) }
        entries.append(
            (
                271,
                littleEndian(271, 2) + littleEndian(2, 2) + littleEndian(maker.utf8.count + 1, 4)
                    + littleEndian(name, 4)
            )
        )
        if !below.isEmpty { entries.append((330, entry(330, inner))) }
        let main = entries.sorted { $0.0 < $1.0 }.flatMap(\.1)
        var bytes = text("II") + [42, 0, 8, 0, 0, 0] + littleEndian(count, 2) + main + zeros(4)
        if !below.isEmpty {
            bytes += littleEndian(below.count, 2) + below.flatMap { entry($0.0, $0.1) } + zeros(4)
        }
        return bytes + text(maker) + [0]
    }

    private static func entry(_ tag: Int, _ value: Int) -> [UInt8] {
        littleEndian(tag, 2) + littleEndian(4, 2) + littleEndian(1, 4) + littleEndian(value, 4)
    }
}

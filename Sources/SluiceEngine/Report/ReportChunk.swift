/// Some items in one data element of the page.
struct ReportChunk {
    /// A browser parses pieces of this size faster than one large piece, and we hold no more in memory.
    private static let size = 1 << 20

    private var bytes: [UInt8] = []

    var isFull: Bool { bytes.count >= Self.size }

    mutating func add(_ item: [UInt8]) {
        if !bytes.isEmpty { bytes.append(contentsOf: ",\n".utf8) }
        bytes.append(contentsOf: item)
    }

    /// The element, and an empty chunk left behind. Nothing when it is empty already.
    mutating func take() -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        defer { bytes = [] }
        return Array("<script type=\"application/json\" class=\"items\">[".utf8) + bytes + Array("]</script>\n".utf8)
    }
}

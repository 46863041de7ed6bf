/// Turns UTF-16 that comes in pieces into UTF-8.
struct UTF16Units {
    let isBigEndian: Bool
    /// Whether something in it was no UTF-16.
    private(set) var isBroken = false
    private var rest: [UInt8] = []
    private var high: UInt16?

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    mutating func utf8(of block: [UInt8], isLast: Bool) -> [UInt8] {
        rest += block
        var made: [UInt8] = []
        var at = 0
        while at + 1 < rest.count {
            let (first, second) = (UInt16(rest[at]), UInt16(rest[at + 1]))
            at += 2
            take(isBigEndian ? first << 8 | second : second << 8 | first, &made)
        }
        rest.removeSubrange(..<at)
        if isLast, !rest.isEmpty || high != nil { isBroken = true }
        return made
    }

    private mutating func take(_ unit: UInt16, _ made: inout [UInt8]) {
        if let first = high {
            high = nil
            guard (0xDC00...0xDFFF).contains(unit) else {
                isBroken = true
                return
            }
            append(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), &made)
        } else if (0xD800...0xDBFF).contains(unit) {
            high = unit
        } else {
            append(UInt32(unit), &made)
        }
    }

    private mutating func append(_ value: UInt32, _ made: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value) else {
            isBroken = true
            return
        }
        made += UTF8.encode(scalar)?.map { $0 } ?? []
    }
}

/// The length that a Matroska or WebM file tells of itself (RFC 9559 §5.1.2), if it does so at its beginning.
enum MatroskaHeader {
    private static let (segment, info, scale, duration) = (0x1853_8067, 0x1549_A966, 0x2A_D7B1, 0x4489)

    /// - Parameter head: the beginning of the file.
    static func seconds(_ head: [UInt8]) -> Double? {
        guard let inside = find(segment, in: head, 0..<head.count),
            let facts = find(info, in: head, inside),
            let place = find(duration, in: head, facts)
        else { return nil }
        let unit = find(scale, in: head, facts).map { head[$0].reduce(0) { $0 << 8 | Int($1) } } ?? 1_000_000
        let bits = head[place].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let units: Double? =
            switch place.count {
            case 4: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
            case 8: Double(bitPattern: bits)
            default: nil
            }
        return units.map { $0 * Double(unit) / 1e9 }
    }

    /// The content of the first element of a kind, as far as it is there.
    private static func find(_ kind: Int, in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        var at = range.lowerBound
        while at < range.upperBound {
            guard let (id, afterID) = number(bytes, at, keepsMark: true),
                let (size, start) = number(bytes, afterID, keepsMark: false), start <= range.upperBound
            else { return nil }
            // A size of all ones is unknown: what is still being written.
            let end = size >= range.upperBound - start ? range.upperBound : start + size
            if id == kind { return start..<end }
            at = end
        }
        return nil
    }

    /// A number of variable length (RFC 8794 §4), and where it ends.
    private static func number(_ bytes: [UInt8], _ at: Int, keepsMark: Bool) -> (Int, Int)? {
        guard at < bytes.count, bytes[at] != 0 else { return nil }
        let length = bytes[at].leadingZeroBitCount + 1
        guard at + length <= bytes.count else { return nil }
        let first = keepsMark ? Int(bytes[at]) : Int(bytes[at]) & (0xFF >> length)
        return (bytes[at + 1..<at + length].reduce(first) { $0 << 8 | Int($1) }, at + length)
    }
}

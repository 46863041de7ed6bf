/// UTF-16 without a mark (RFC 2781, section 4.3), by what only the right order of bytes gives.
///
/// Blanks, line ends and digits are found in texts of every script. Read in the other order they are characters that no
/// text has many of.
enum UTF16Guess {
    /// - Parameter head: The beginning of a file; an odd last byte is left out.
    static func isBigEndian(_ head: some Collection<UInt8>) -> Bool? {
        let bytes = Array(head.prefix(4096))
        guard bytes.count >= 8 else { return nil }
        let little = score(bytes, low: 0)
        let big = score(bytes, low: 1)
        guard max(little, big) > 0 else { return nil }
        return big > little
    }

    /// How many plain characters there are; zero when it cannot be text in this order.
    private static func score(_ bytes: [UInt8], low: Int) -> Int {
        var (plain, odd, units) = (0, 0, 0)
        var high: UInt16?
        for at in stride(from: 0, to: bytes.count - 1, by: 2) {
            let unit = UInt16(bytes[at + low]) | UInt16(bytes[at + 1 - low]) << 8
            units += 1
            if let first = high {
                high = nil
                guard (0xDC00...0xDFFF).contains(unit) else { return 0 }
                if first > 0xD88F { odd += 1 }
                continue
            }
            switch unit {
            case 0x09, 0x0A, 0x0D, 0x20...0x7E: plain += 1
            case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: return 0
            case 0xD800...0xDBFF: high = unit
            case 0xDC00...0xDFFF: return 0
            default:
                guard let scalar = Unicode.Scalar(unit) else { return 0 }
                switch scalar.properties.generalCategory {
                case .unassigned, .privateUse, .control: odd += 1
                default: break
                }
            }
        }
        return plain * 20 >= units && odd * 50 <= units ? plain : 0
    }
}

/// The few words of PDF's syntax (ISO 32000-1, section 7.2) that finding a page count takes.
enum PDFText {
    static func isBlank(_ byte: UInt8) -> Bool { [0, 9, 10, 12, 13, 32].contains(byte) }

    /// Whether a name goes on with this byte.
    static func isRegular(_ byte: UInt8) -> Bool { !isBlank(byte) && !"()<>[]{}/%".utf8.contains(byte) }

    /// From the beginning of the dictionary that a place is in to its end, as far as 16 KB to either side.
    static func dictionary(around place: Int, in bytes: [UInt8]) -> Range<Int> {
        let reach = 1 << 14
        var depth = 0
        var start = place
        while start > max(0, place - reach) {
            start -= 1
            guard start + 1 < bytes.count, bytes[start] == bytes[start + 1] else { continue }
            if bytes[start] == UInt8(ascii: ">") {
                depth += 1
                start -= 1
            } else if bytes[start] == UInt8(ascii: "<") {
                if depth == 0 { break }
                depth -= 1
                start -= 1
            }
        }
        start = max(0, start)
        var end = place
        depth = 0
        while end + 1 < min(bytes.count, place + reach) {
            if bytes[end] == bytes[end + 1] {
                if bytes[end] == UInt8(ascii: "<") {
                    depth += 1
                    end += 1
                } else if bytes[end] == UInt8(ascii: ">") {
                    if depth == 0 { break }
                    depth -= 1
                    end += 1
                }
            }
            end += 1
        }
        return start..<max(start, end)
    }

    /// The whole number that is the value of a key; `nil` for none and for a reference to one.
    static func number(after key: String, in bytes: [UInt8], from start: Int, to end: Int? = nil) -> Int? {
        let end = end ?? bytes.count
        var at = start
        while let place = bytes.firstPlace(of: Array(key.utf8), from: at), place < end {
            at = place + key.utf8.count
            guard at < end, !isRegular(bytes[at]) else { continue }
            var digit = at
            while digit < end, isBlank(bytes[digit]) { digit += 1 }
            let digits = bytes[digit..<end].prefix(9).prefix { (0x30...0x39).contains($0) }
            guard let number = Int(String(decoding: digits, as: UTF8.self)) else { continue }
            // "12 0 R" is object 12.
            let rest = bytes[(digit + digits.count)..<end].prefix(8).drop(while: isBlank)
            if let zero = rest.first, (0x30...0x39).contains(zero), rest.contains(UInt8(ascii: "R")) { continue }
            return number
        }
        return nil
    }
}

/// The order in which a person lists names: `IMG_2` before `IMG_10`, capitals beside small letters.
///
/// Numbers go by value, ASCII letters without case, all else by bytes. Names that are alike so far go by their bytes,
/// so the order is total and the same everywhere, whatever the locale.
enum NaturalOrder {
    static func precedes(_ a: String, _ b: String) -> Bool {
        var (a, b) = (a, b)
        return a.withUTF8 { a in
            b.withUTF8 { b in
                unsafe precedes(a, b)
            }
        }
    }

    /// The same of names as bytes.
    static func precedes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        let order = unsafe compare(a, b)
        return unsafe order != 0 ? order < 0 : a.lexicographicallyPrecedes(b)
    }

    private static func compare(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if unsafe isDigit(a[i]), unsafe isDigit(b[j]) {
                let first = unsafe digits(a, &i)
                let second = unsafe digits(b, &j)
                if first.count != second.count { return first.count - second.count }
                for (x, y) in zip(first, second) {
                    let difference = unsafe Int(a[x]) - Int(b[y])
                    if difference != 0 { return difference }
                }
                continue
            }
            let difference = unsafe Int(folded(a[i])) - Int(folded(b[j]))
            if difference != 0 { return difference }
            i += 1
            j += 1
        }
        return (a.count - i) - (b.count - j)
    }

    /// Where the digits after leading zeros are; the position moves behind them.
    private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Range<Int> {
        while unsafe at < text.count && text[at] == UInt8(ascii: "0") { at += 1 }
        let start = at
        while unsafe at < text.count && isDigit(text[at]) { at += 1 }
        return start..<at
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

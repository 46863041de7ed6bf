/// Lines as the rows of a table (RFC 4180, section 2: quoted fields hold anything, also line ends).
struct DelimitedRows {
    private(set) var count = 0
    /// Fields of each row, when that is the same for all.
    private(set) var width = 0
    private var isEven = true
    private var separators = 0
    private var spacedSeparators = 0
    /// Fields that are a number, a date, quoted or empty: what prose has none of.
    private var dataFields = 0
    private var fields = 0
    private var words = 0
    private var braces = 0
    /// Rows that end in a separator, as statements of many languages do.
    private var openRows = 0

    /// `nil` for what is not text in lines.
    init?(_ bytes: [UInt8], separator: UInt8, isWhole: Bool) {
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count, count < 200 {
            let start = at
            guard let row = Self.row(bytes, &at, separator) else { return nil }
            // The last line may be cut where we stop reading.
            if at >= bytes.count, !isWhole { break }
            guard !row.isEmpty else {
                if bytes[start] == 0x0A || bytes[start] == 0x0D { continue }
                break
            }
            take(row, bytes)
        }
        guard count > 0 else { return nil }
    }

    var isTable: Bool {
        count >= 2 && width >= 2 && isEven && braces == 0 && openRows < count && !isProse
    }

    /// Whether it reads like sentences: a blank after every separator, words and no data between them.
    var isProse: Bool {
        guard separators > 0, spacedSeparators * 10 >= separators * 9 else { return false }
        return dataFields == 0 || braces > 0 || words > fields * 4
    }

    private mutating func take(_ row: [Range<Int>], _ bytes: [UInt8]) {
        count += 1
        if width == 0 { width = row.count }
        if row.count != width { isEven = false }
        separators += row.count - 1
        if row.last?.isEmpty == true { openRows += 1 }
        for (index, field) in row.enumerated() {
            let text = bytes[field]
            if index > 0, text.first == 0x20 { spacedSeparators += 1 }
            fields += 1
            let count = Self.words(in: text)
            words += count
            let isQuoted = text.first == UInt8(ascii: "\"")
            if isQuoted || count == 0 || Self.isFigure(text) { dataFields += 1 }
            if !isQuoted { braces += text.count { "{}\\".utf8.contains($0) } + Self.imbalance(text) }
        }
    }

    private static func words(in text: ArraySlice<UInt8>) -> Int {
        var (count, before) = (0, UInt8(0x20))
        for byte in text {
            if before == 0x20, byte != 0x20 { count += 1 }
            before = byte
        }
        return count
    }

    /// Whether it is a number, an amount, a date or a time and nothing else.
    private static func isFigure(_ text: ArraySlice<UInt8>) -> Bool {
        text.contains { (0x30...0x39).contains($0) } && text.allSatisfy { (0x24...0x3A).contains($0) || $0 == 0x20 }
    }

    private static func imbalance(_ text: ArraySlice<UInt8>) -> Int {
        abs(text.count { $0 == UInt8(ascii: "(") } - text.count { $0 == UInt8(ascii: ")") })
    }

    /// The fields of the row that begins here; `nil` for a zero byte. Goes on to the next row.
    private static func row(_ bytes: [UInt8], _ at: inout Int, _ separator: UInt8) -> [Range<Int>]? {
        var fields: [Range<Int>] = []
        var start = at
        var isQuoted = false
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0 { return nil }
            if byte == UInt8(ascii: "\""), isQuoted || at == start {
                isQuoted.toggle()
            } else if !isQuoted {
                if byte == separator {
                    fields.append(start..<at)
                    start = at + 1
                } else if byte == 0x0A || byte == 0x0D {
                    break
                }
            }
            at += 1
        }
        let end = at
        if at < bytes.count { at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1 }
        if fields.isEmpty, start == end { return [] }
        fields.append(start..<end)
        return fields
    }
}

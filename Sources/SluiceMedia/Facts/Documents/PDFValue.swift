/// A value of PDF's syntax (ISO 32000-1, section 7.3), as far as dictionaries of encryption need it.
indirect enum PDFValue {
    case name(String), integer(Int), string([UInt8]), bool(Bool)
    case array([PDFValue]), dictionary([String: PDFValue]), reference(Int, Int), other

    init?(_ bytes: [UInt8], at start: Int) {
        var parser = PDFParser(bytes, at: start)
        guard let value = parser.value() else { return nil }
        self = value
    }

    var name: String? { if case .name(let name) = self { name } else { nil } }
    var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }
    var string: [UInt8]? { if case .string(let string) = self { string } else { nil } }
    var array: [PDFValue]? { if case .array(let array) = self { array } else { nil } }
    var dictionary: [String: PDFValue]? { if case .dictionary(let dictionary) = self { dictionary } else { nil } }
}

/// Reads values, as deep as 16.
struct PDFParser {
    private let bytes: [UInt8]
    private(set) var at: Int

    init(_ bytes: [UInt8], at start: Int = 0) {
        self.bytes = bytes
        at = start
    }

    mutating func skipBlanks() {
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%") {
                while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
            } else if PDFText.isBlank(bytes[at]) {
                at += 1
            } else {
                return
            }
        }
    }

    /// Whether a word comes next; then it is behind it.
    mutating func skip(_ word: String) -> Bool {
        skipBlanks()
        guard bytes.has(word, at: at) else { return false }
        at += word.utf8.count
        return true
    }

    mutating func integer() -> Int? {
        skipBlanks()
        var end = at
        while end < bytes.count, end - at < 20, (0x30...0x39).contains(bytes[end]) || [0x2B, 0x2D].contains(bytes[end])
        { end += 1 }
        guard let number = Int(String(decoding: bytes[at..<end], as: UTF8.self)) else { return nil }
        at = end
        return number
    }

    mutating func value(depth: Int = 0) -> PDFValue? {
        skipBlanks()
        guard depth < 16, at < bytes.count else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "/"): return .name(name())
        case UInt8(ascii: "("): return .string(literal())
        case UInt8(ascii: "["):
            at += 1
            var values: [PDFValue] = []
            while !skip("]") {
                guard let value = value(depth: depth + 1) else { return nil }
                values.append(value)
            }
            return .array(values)
        case UInt8(ascii: "<"):
            guard bytes.has("<<", at: at) else { return .string(hexadecimal()) }
            at += 2
            var members: [String: PDFValue] = [:]
            while !skip(">>") {
                guard at < bytes.count, bytes[at] == UInt8(ascii: "/") else { return nil }
                let key = name()
                guard let value = value(depth: depth + 1) else { return nil }
                members[key] = value
            }
            return .dictionary(members)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number()
        default:
            let start = at
            while at < bytes.count, PDFText.isRegular(bytes[at]) { at += 1 }
            guard at > start else { return nil }
            let word = bytes[start..<at]
            return word.elementsEqual("true".utf8)
                ? .bool(true) : word.elementsEqual("false".utf8) ? .bool(false) : .other
        }
    }

    private mutating func number() -> PDFValue {
        guard let number = integer() else {
            while at < bytes.count, PDFText.isRegular(bytes[at]) { at += 1 }
            return .other
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            while at < bytes.count, PDFText.isRegular(bytes[at]) { at += 1 }
            return .other
        }
        let end = at
        if number >= 0, let generation = integer(), generation >= 0, skip("R") { return .reference(number, generation) }
        at = end
        return .integer(number)
    }

    private mutating func name() -> String {
        at += 1
        let start = at
        while at < bytes.count, PDFText.isRegular(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func hexadecimal() -> [UInt8] {
        at += 1
        var digits: [UInt8] = []
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
            if let digit = Character(UnicodeScalar(bytes[at])).hexDigitValue { digits.append(UInt8(digit)) }
            at += 1
        }
        at += 1
        if !digits.count.isMultiple(of: 2) { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private mutating func literal() -> [UInt8] {
        at += 1
        var made: [UInt8] = []
        var depth = 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                made.append(byte)
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return made }
                made.append(byte)
            case UInt8(ascii: "\\"): escape(&made)
            case 0x0D:
                // Any line end is one.
                if at < bytes.count, bytes[at] == 0x0A { at += 1 }
                made.append(0x0A)
            default: made.append(byte)
            }
        }
        return made
    }

    private mutating func escape(_ made: inout [UInt8]) {
        guard at < bytes.count else { return }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "n"): made.append(0x0A)
        case UInt8(ascii: "r"): made.append(0x0D)
        case UInt8(ascii: "t"): made.append(0x09)
        case UInt8(ascii: "b"): made.append(0x08)
        case UInt8(ascii: "f"): made.append(0x0C)
        case 0x0D: if at < bytes.count, bytes[at] == 0x0A { at += 1 }
        case 0x0A: break
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            for _ in 0..<2 where at < bytes.count && (0x30...0x37).contains(bytes[at]) {
                value = value * 8 + Int(bytes[at] - 0x30)
                at += 1
            }
            made.append(UInt8(truncatingIfNeeded: value))
        default: made.append(byte)
        }
    }
}

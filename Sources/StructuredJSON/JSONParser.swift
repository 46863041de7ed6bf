/// Reads JSON text strictly by RFC 8259: no comments, no trailing commas, no bare words, valid UTF-8 only.
///
/// Nesting is bounded, so that hostile text cannot exhaust the stack.
struct JSONParser {
    static let deepest = 512

    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0
    /// How many more values the text may have. A value of two bytes takes a hundred times as much memory.
    private(set) var valuesLeft: Int
    /// More digits than any number needs.
    private static let longestNumber = 1000

    init(_ bytes: [UInt8], valuesLeft: Int = .max) {
        self.bytes = bytes
        self.valuesLeft = valuesLeft
    }

    mutating func document() throws(JSONError) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        skipBlanks()
        let value = try value()
        skipBlanks()
        guard at == bytes.count else { throw error("Something follows the end of the value") }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        guard let first = peek else { throw error("The text ends where a value should be") }
        guard valuesLeft > 0 else { throw error("There are too many values") }
        valuesLeft -= 1
        switch first {
        case UInt8(ascii: "{"): return .object(try nested { parser throws(JSONError) in try parser.object() })
        case UInt8(ascii: "["): return .array(try nested { parser throws(JSONError) in try parser.array() })
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw error("A value cannot begin like this")
        }
    }

    private mutating func nested<Value>(
        _ read: (inout JSONParser) throws(JSONError) -> Value
    ) throws(JSONError) -> Value {
        depth += 1
        guard depth <= Self.deepest else { throw error("Nested more than \(Self.deepest) deep") }
        at += 1
        skipBlanks()
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        var object = JSONObject()
        if take("}") { return object }
        while true {
            guard peek == UInt8(ascii: "\"") else { throw error("A member name in quotes should be here") }
            let key = try string()
            skipBlanks()
            guard take(":") else { throw error("A colon should be here") }
            skipBlanks()
            object[key] = try value()
            skipBlanks()
            if take("}") { return object }
            guard take(",") else { throw error("A comma or } should be here") }
            skipBlanks()
        }
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        var array: [JSONValue] = []
        if take("]") { return array }
        while true {
            array.append(try value())
            skipBlanks()
            if take("]") { return array }
            guard take(",") else { throw error("A comma or ] should be here") }
            skipBlanks()
        }
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let start = at
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        guard at - start <= Self.longestNumber else {
            throw error("A number has more than \(Self.longestNumber) digits")
        }
        return JSONNumber(checked: String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private mutating func digits() throws(JSONError) {
        let start = at
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
        guard at > start else { throw error("A digit should be here") }
    }

    private mutating func string() throws(JSONError) -> String {
        at += 1
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let text = try text(bytes[start..<at])
                at += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw error("A control character must be written as an escape")
            default: at += 1
            }
        }
        throw error("The text ends inside a string")
    }

    /// The slow path, from the first backslash on.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var unescaped = Array(bytes[start..<at])
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(unescaped[...])
            case UInt8(ascii: "\\"): unescaped.append(contentsOf: try escape())
            case 0..<0x20:
                at -= 1
                throw error("A control character must be written as an escape")
            default: unescaped.append(byte)
            }
        }
        throw error("The text ends inside a string")
    }

    private mutating func escape() throws(JSONError) -> [UInt8] {
        guard let byte = peek else { throw error("The text ends inside a string") }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try escapedScalar()).utf8)
        default:
            at -= 1
            throw error("There is no such escape")
        }
    }

    /// A surrogate without its partner becomes U+FFFD: Swift's strings cannot hold it.
    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let unit = try hexUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(UInt16(unit)), bytes[at...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
        else { return "\u{FFFD}" }
        let mark = at
        at += 2
        let low = try hexUnit()
        guard UTF16.isTrailSurrogate(UInt16(low)) else {
            at = mark
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexUnit() throws(JSONError) -> UInt32 {
        guard at + 4 <= bytes.count else { throw error("The text ends inside an escape") }
        let digits = bytes[at..<at + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error("Four hexadecimal digits should be here") }
        at += 4
        return unit
    }

    private func text(_ slice: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw error("The string is not valid UTF-8") }
        return text
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[at...].starts(with: word.utf8) else { throw error("A value cannot begin like this") }
        at += word.utf8.count
        return value
    }

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private func error(_ message: String) -> JSONError { JSONError(message: message, offset: at) }
}

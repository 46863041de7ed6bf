struct JSONWriter {
    let style: JSONValue.Style
    private(set) var bytes: [UInt8] = []
    private var depth = 0

    init(style: JSONValue.Style) { self.style = style }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let bool): bytes.append(contentsOf: bool ? "true".utf8 : "false".utf8)
        case .number(let number): bytes.append(contentsOf: number.literal.utf8)
        case .string(let string): write(string)
        case .array(let array):
            list("[", array, "]") { writer, element in writer.write(element) }
        case .object(let object):
            let members = style.isSorted ? object.sorted { $0.key < $1.key } : Array(object)
            list("{", members, "}") { writer, member in
                writer.write(member.key)
                writer.bytes.append(contentsOf: writer.style.isIndented ? ": ".utf8 : ":".utf8)
                writer.write(member.value)
            }
        }
    }

    private mutating func list<Element>(
        _ open: Unicode.Scalar,
        _ elements: [Element],
        _ close: Unicode.Scalar,
        _ element: (inout JSONWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        depth += 1
        for (index, item) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine()
            element(&self, item)
        }
        depth -= 1
        if !elements.isEmpty { breakLine() }
        bytes.append(UInt8(ascii: close))
    }

    private mutating func breakLine() {
        guard style.isIndented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func write(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        // Most texts go as they are, and at once.
        guard string.utf8.contains(where: Self.isEscaped) else {
            bytes.append(contentsOf: string.utf8)
            return bytes.append(UInt8(ascii: "\""))
        }
        var isBehindC2 = false
        for byte in string.utf8 {
            defer { isBehindC2 = byte == 0xC2 }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            // DEL is legal JSON, but a terminal obeys it.
            case 0..<0x20, 0x7F:
                let hex = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u00\(hex.count == 1 ? "0" : "")\(hex)".utf8)
            // The controls from U+0080 on are two bytes; terminals obey them too.
            case 0x80..<0xA0 where isBehindC2:
                bytes.removeLast()
                bytes.append(contentsOf: "\\u00\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}

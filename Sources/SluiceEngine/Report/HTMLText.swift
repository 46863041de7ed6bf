import StructuredJSON

/// Texts within HTML.
enum HTMLText {
    /// JSON that may stand within a script element: nothing in it can end the element or begin a comment.
    static func json(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in value.serialized() {
            switch byte {
            case UInt8(ascii: "<"): bytes.append(contentsOf: #"\u003c"#.utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: #"\u003e"#.utf8)
            case UInt8(ascii: "&"): bytes.append(contentsOf: #"\u0026"#.utf8)
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}

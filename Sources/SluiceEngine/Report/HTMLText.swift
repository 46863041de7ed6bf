import StructuredJSON

/// Texts within HTML.
enum HTMLText {
    /// As the text of an element, or within a quoted attribute.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

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

/// Standard base64 (RFC 4648 §4), looked at without decoding it.
enum Base64Text {
    /// Whether a text is padded, standard base64 without line breaks or a `data:` prefix. Not empty.
    static func isValid(_ text: String) -> Bool {
        let count = text.utf8.count
        guard count > 0, count % 4 == 0 else { return false }
        let digits = text.utf8.prefix { isDigit($0) }.count
        return count - digits <= 2 && text.utf8.dropFirst(digits).allSatisfy { $0 == UInt8(ascii: "=") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}

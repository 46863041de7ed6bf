extension Sequence<UInt8> {
    /// For one segment of a path or one value of a query: every byte but the unreserved ones of RFC 3986 §2.3 as `%XX`.
    package var percentEncoded: String {
        reduce(into: "") { text, byte in
            if byte.isUnreserved {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + byte.digits(2, radix: 16)
            }
        }
    }
}

extension String {
    /// For one segment of a path or one value of a query: every byte but the unreserved ones of RFC 3986 §2.3 as `%XX`.
    package var percentEncoded: String { utf8.percentEncoded }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

/// The formats of texts that are checked: those of dates and times, and what can be told by its letters alone.
enum StringFormats {
    /// What a format takes, and what it is called. `nil` for a format that is not checked.
    static func named(_ name: String) -> (matches: (String) -> Bool, title: String)? {
        if let matches = DateFormats.named(name) { return (matches, "a \(name) (RFC 3339)") }
        switch name {
        case "uuid": return (isUUID, "a UUID")
        case "ipv4": return (isIPv4, "an IPv4 address")
        case "uri": return (isURI, "a URI with its scheme")
        default: return nil
        }
    }

    private static func isUUID(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && text.unicodeScalars.allSatisfy { $0 == "-" || $0.properties.isASCIIHexDigit }
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.utf8.allSatisfy { (0x30...0x39).contains($0) } && (part == "0" || !part.hasPrefix("0"))
                    && (UInt8(part) != nil)
            }
    }

    private static func isURI(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), let first = text.unicodeScalars.first,
            first.isASCII, first.properties.isAlphabetic
        else { return false }
        let scheme = text[..<colon].unicodeScalars
        return scheme.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789+-.".unicodeScalars.contains($0))
        }
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && $0.value > 0x20 && !"<>\"{}|\\^`\u{7F}".unicodeScalars.contains($0)
            }
    }
}

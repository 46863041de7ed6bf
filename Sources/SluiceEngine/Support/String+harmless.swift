extension String {
    /// The text on one line: no control characters, none that turn the direction of what follows, single blanks.
    package var oneLine: String { harmless.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// Without characters that steer a terminal or turn the direction of what follows. Line ends become `\n`, tabs stay.
    var harmless: String {
        var kept = String.UnicodeScalarView()
        let unified = replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        for scalar in unified.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: kept.append(scalar)
            case 0x2028, 0x2029, 0x85: kept.append("\n")
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: continue
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// `nil` when there is nothing in it.
    package var filled: String? { isEmpty ? nil : self }

    /// Its beginning, for a message.
    var excerpt: String { count > 40 ? "\(prefix(40))…" : self }
}

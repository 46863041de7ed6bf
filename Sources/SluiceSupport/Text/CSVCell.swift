/// Cells of CSV files for spreadsheets: see ``TextUse/csv``.
enum CSVCell {
    static func sanitized(_ text: String) -> String {
        guard !isPlain(text) else { return text }
        var result = String.UnicodeScalarView()
        var position = isNumber(text) ? Position.inside : .start
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            if scalar == "\r" {
                if next != "\n" { result.append("\n") }
                position = .afterBreak
                continue
            }
            if position.makesFormula(scalar, before: next) { result.append("'") }
            result.append(scalar.isSteering ? "\u{FFFD}" : scalar)
            position = position.after(scalar)
        }
        return String(result)
    }

    /// Whether there is certainly nothing to do, which is so for nearly every text and seen fast.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) || (0x61...0x7A).contains(first | 0x20) else {
            return text.isEmpty
        }
        return text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x3B }
    }

    private static func isNumber(_ text: String) -> Bool {
        text.utf8.count < 40 && text.wholeMatch(of: /[-+]?[0-9]+([.,][0-9]+)?/) != nil
    }

    /// Where in a cell a character is.
    private enum Position {
        case start, afterBreak, inside

        func makesFormula(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
            switch (self, scalar) {
            case (.inside, _): false
            case (_, "="), (_, "@"), (_, "\u{FF1D}"), (_, "\u{FF20}"): true
            case (.start, "+"), (.start, "-"), (.start, "\u{FF0B}"), (.start, "\u{FF0D}"): true
            // A list with dashes, or a negative number, stays as it is.
            case (.afterBreak, "+"), (.afterBreak, "-"):
                next.map { !$0.properties.isWhitespace && !("0"..."9").contains($0) && $0 != "-" } ?? false
            default: false
            }
        }

        func after(_ scalar: Unicode.Scalar) -> Position {
            switch scalar {
            case ";", "\t", "\n", "\u{2028}", "\u{2029}": .afterBreak
            // Readers skip what stands before a cell's own first character.
            case " ", "\"", "\u{A0}", "\u{FEFF}", "\u{200B}": self
            default: .inside
            }
        }
    }
}

/// CSV by RFC 4180, for readers that cannot be trusted with its contents.
enum CSVText {
    /// A row with its line end.
    static func row(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x09].contains($0) }
        guard needsQuotes || cell.hasPrefix(" ") || cell.hasSuffix(" ") else { return cell }
        return "\"\(cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }

    /// A text that a spreadsheet shows and does not compute, and that no terminal obeys.
    ///
    /// A spreadsheet takes a text that begins with `=`, `+`, `-` or `@` for a formula; an apostrophe before it says that
    /// it is text. The same goes for what follows a semicolon, a tab or a line break: where the list separator of the
    /// country is another, a cell may begin there. Control characters and marks that turn the direction of writing
    /// become U+FFFD.
    static func harmless(_ text: String) -> String {
        guard !isPlain(text) else { return text }
        var result = String.UnicodeScalarView()
        var place = isNumber(text) ? Place.inside : .start
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            if scalar == "\r" {
                if next != "\n" { result.append("\n") }
                place = .afterBreak
                continue
            }
            if place.makesFormula(scalar, before: next) { result.append("'") }
            result.append(scalar.isObeyed ? "\u{FFFD}" : scalar)
            place = place.after(scalar)
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
    private enum Place {
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

        func after(_ scalar: Unicode.Scalar) -> Place {
            switch scalar {
            case ";", "\t", "\n", "\u{2028}", "\u{2029}": .afterBreak
            // Readers skip what stands before a cell's own first character.
            case " ", "\"", "\u{A0}", "\u{FEFF}", "\u{200B}": self
            default: .inside
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal, a spreadsheet or a browser would do something rather than show something.
    var isObeyed: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0: true
        // Embeddings, overrides and isolates: the text after them would be read in another order than it is in.
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

/// Where a text from elsewhere is put: the name of a file, the words of a model or of a server. Each has other characters that
/// would be obeyed rather than shown.
package enum TextUse: Sendable {
    /// Within one line on a terminal. Control and format characters become Swift escapes, `\u{1B}`, except for the joiner of emoji.
    case terminal
    /// Lines on a terminal that are composed of sanitized texts, or are JSON. What is left in them becomes JSON escapes, `\u001b`,
    /// except for line breaks and tabs.
    case terminalLines
    /// A text of several lines on a terminal, without what a terminal would obey.
    case terminalText
    /// A page in a browser. What would be obeyed is written out: `gpj⟨U+202E⟩exe`. Mark-up is escaped afterwards.
    case page
    /// A cell of a CSV file.
    ///
    /// Spreadsheets take a text that begins with `=`, `+`, `-` or `@` for a formula; an apostrophe before it marks it as text. The
    /// same goes for what follows a semicolon, a tab or a line break: where the list separator of the country is another, a cell
    /// may begin there. Control characters and marks that turn the direction of writing become U+FFFD.
    case csv
    /// A text file, or a part of one: without control characters and marks that turn the direction of writing. Line breaks become
    /// `\n`, tabs stay.
    case file
    /// As ``file``, on one line with single blanks.
    case line
}

extension String {
    /// The text without anything that would be obeyed where it is put.
    package func sanitized(for use: TextUse) -> String {
        switch use {
        case .terminal: escaped(where: \.isInvisible) { $0.escaped(asASCII: true) }
        case .terminalLines:
            escaped(where: \.steersTerminal) { "\\u" + $0.value.digits(4, radix: 16).lowercased() }
        case .terminalText: escaped(where: \.steersTerminal) { _ in "" }
        case .page:
            unicodeScalars.contains(where: \.isSteering)
                ? withUnifiedReturns.escaped(where: \.isSteering) { "⟨U+\($0.value.digits(4, radix: 16))⟩" } : self
        case .csv: CSVCell.sanitized(self)
        case .file: withoutSteering
        case .line: withoutSteering.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    private func escaped(where isEscaped: (Unicode.Scalar) -> Bool, as escape: (Unicode.Scalar) -> String) -> String {
        let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }
        guard !isPlain || unicodeScalars.contains(where: isEscaped) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if isEscaped(scalar) { text += escape(scalar) } else { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    /// With `\n` in place of `\r\n` and `\r`.
    private var withUnifiedReturns: String { replacing("\r\n", with: "\n").replacing("\r", with: "\n") }

    private var withoutSteering: String {
        var kept = String.UnicodeScalarView()
        for scalar in withUnifiedReturns.unicodeScalars {
            switch scalar.value {
            case 0x85, 0x2028, 0x2029: kept.append("\n")
            case 0xFEFF, 0xFFFE, 0xFFFF: continue
            default: if !scalar.isSteering { kept.append(scalar) }
            }
        }
        return String(kept)
    }
}

extension Unicode.Scalar {
    /// Whether a terminal, a spreadsheet or a browser would do something rather than show something. Line breaks and tabs are not.
    var isSteering: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0: true
        // Embeddings, overrides and isolates: the text after them would be read in another order than it is in.
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Marks that show nothing may move what a terminal shows after them.
    fileprivate var steersTerminal: Bool { isSteering || [0x061C, 0x200E, 0x200F].contains(value) }

    /// Whether nothing is shown for it. The joiner that makes one emoji of several does not count.
    fileprivate var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            self != "\u{200D}"
        default: false
        }
    }
}

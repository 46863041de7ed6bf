extension String {
    /// The text in a column of so many characters; longer ones stay whole.
    func padded(_ width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: Swift.max(0, width - count))
        return right ? space + self : self + space
    }

    /// As much of the text as fits into a number of columns of a terminal, where wide characters take two.
    func fitting(columns: Int) -> String {
        var used = 0
        var kept = ""
        for character in self {
            used += character.columns
            guard used <= columns else { break }
            kept.append(character)
        }
        return kept
    }
}

extension Character {
    /// Two for East Asian wide characters (Unicode Annex 11) and emoji, one for all others.
    fileprivate var columns: Int {
        guard let scalar = unicodeScalars.first, scalar.value >= 0x1100 else { return 1 }
        if scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
        let wide: [ClosedRange<UInt32>] = [
            0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
        ]
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
}

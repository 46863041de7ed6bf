/// How well the bytes of a text fit an encoding: the part of its characters beyond ASCII that stand where such characters do.
struct Plausibility {
    /// From 0 to 1.
    let score: Double

    private enum Script: Hashable { case latin, cyrillic, greek, hebrew, arabic, thai, han, kana, hangul, other }

    /// `nil` when iconv does not know the encoding.
    init?(of bytes: [UInt8], as encoding: TextEncoding) {
        guard var iconv = Iconv(from: encoding.iconvName) else { return nil }
        let made = iconv.push(bytes, isLast: true)
        let scalars = Array(String(decoding: made, as: UTF8.self).unicodeScalars)
        var (counted, wrong) = (iconv.damage.count, iconv.damage.count)
        var latin: [Unicode.Scalar: Int] = [:]
        var scripts: [Script: Int] = [:]
        for (index, scalar) in scalars.enumerated() where scalar.value >= 0x80 && scalar.value != 0xFFFD {
            let before = index > 0 ? scalars[index - 1] : " "
            let after = index + 1 < scalars.count ? scalars[index + 1] : " "
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .otherLetter, .titlecaseLetter, .modifierLetter, .nonspacingMark:
                counted += 1
                let script = Self.script(of: scalar)
                scripts[script, default: 0] += 1
                if Self.isMisplaced(scalar, script, between: before, and: after) {
                    wrong += 1
                } else if script == .latin {
                    for lower in scalar.properties.lowercaseMapping.unicodeScalars.prefix(1) {
                        latin[lower, default: 0] += 1
                    }
                }
            case .control, .unassigned, .privateUse, .surrogate:
                counted += 1
                wrong += 1
            case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .otherNumber, .format:
                // A sign inside of a word, but for those that are written so.
                guard !"°©®™€²³¹½¼¾×".unicodeScalars.contains(scalar) || before.properties.isAlphabetic else {
                    continue
                }
                guard
                    before.properties.isAlphabetic && after.properties.isAlphabetic
                        || (after.properties.isAlphabetic && scalar.value != 0xA9)
                else { continue }
                counted += 1
                wrong += 1
            default: break
            }
        }
        let fit = LatinAlphabets.bestCover(of: latin)
        wrong += latin.values.reduce(0, +) - fit
        // One text, one script, beside Latin.
        let others = scripts.filter { $0.key != .latin }
        let main = others.filter { ![.han, .kana].contains($0.key) }.values.max() ?? 0
        let together = (others[.han] ?? 0) + (others[.kana] ?? 0)
        wrong += others.values.reduce(0, +) - max(main, together)
        score = counted == 0 ? 1 : 1 - min(1, Double(wrong) / Double(counted))
    }

    /// Whether a letter stands beside one of another script, or is a capital behind a small one.
    private static func isMisplaced(
        _ scalar: Unicode.Scalar,
        _ script: Script,
        between before: Unicode.Scalar,
        and after: Unicode.Scalar
    ) -> Bool {
        if scalar.properties.isUppercase, before.properties.isLowercase { return true }
        if scalar.properties.isLowercase, after.properties.isUppercase { return true }
        let alone: Set<Script> = [.latin, .cyrillic, .greek, .hebrew, .arabic]
        guard alone.contains(script) else { return script == .other }
        return [before, after].contains { other in
            guard other.properties.isAlphabetic else { return false }
            let neighbour = Self.script(of: other)
            return neighbour != script
        }
    }

    private static func script(of scalar: Unicode.Scalar) -> Script {
        switch scalar.value {
        case ..<0x250, 0x1E00..<0x1F00, 0x300..<0x370: .latin
        case 0x370..<0x400, 0x1F00..<0x2000: .greek
        case 0x400..<0x530: .cyrillic
        case 0x590..<0x600: .hebrew
        case 0x600..<0x700, 0xFB50..<0xFE00, 0xFE70..<0xFF00: .arabic
        case 0xE00..<0xE80: .thai
        case 0x3040..<0x3100, 0xFF66..<0xFFA0: .kana
        case 0x3400..<0xA000, 0xF900..<0xFB00, 0x20000..<0x32000: .han
        case 0xAC00..<0xD7B0: .hangul
        default: .other
        }
    }
}

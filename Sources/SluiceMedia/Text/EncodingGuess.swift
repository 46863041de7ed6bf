/// Which encoding from before Unicode a text is in, by statistics: uchardet's answer, weighed against what each candidate
/// makes of the bytes.
///
/// uchardet tells scripts well. Between encodings of one script, and for a few words, what decides is whether words are
/// words: letters of one language, no sign and no capital in the middle of one.
enum EncodingGuess {
    private static let reach = 1 << 15
    /// What less of the letters fits is better not sent than sent as other letters.
    private static let least = 0.6

    /// `nil` when no reading makes sense.
    static func encoding(of bytes: [UInt8]) -> TextEncoding? {
        let sample = sample(of: bytes)
        let answer = Uchardet.name(of: sample).flatMap { TextEncoding(label: $0) }
        if let answer, answer.name.hasPrefix("iso-2022") || answer.name == "hz-gb-2312" { return answer }
        if let japanese = JapaneseText.encoding(of: sample) { return TextEncoding(label: japanese) }
        var best: (encoding: TextEncoding, score: Double)?
        for (encoding, handicap) in candidates(answer) {
            // Two bytes a character; uchardet may know better.
            if encoding.name == "gb18030", answer != encoding, !hasEvenRuns(sample) { continue }
            guard let plausibility = Plausibility(of: sample, as: encoding) else { continue }
            let score = plausibility.score - handicap
            if score > best?.score ?? least { best = (encoding, score) }
        }
        // Where the letters are those of the common encoding, too, it is called by its common name.
        guard let best, best.encoding != .windows1252, decoded(sample, best.encoding) == decoded(sample, .windows1252)
        else {
            return best?.encoding
        }
        return .windows1252
    }

    /// Each with what it is handed down by for being rare.
    private static func candidates(_ answer: TextEncoding?) -> [(TextEncoding, Double)] {
        var handicaps = common
        if let answer {
            let known = handicaps.first { $0.0 == answer }?.1 ?? (isMultiByte(answer) ? 0.1 : 0.08)
            handicaps.removeAll { $0.0 == answer }
            handicaps.append((answer, isMultiByte(answer) ? 0.04 : known - 0.04))
            // The same letters, and more of them.
            if answer.name == "iso-8859-2", let index = handicaps.firstIndex(where: { $0.0.name == "windows-1250" }) {
                handicaps[index].1 -= 0.045
            }
        }
        return handicaps
    }

    private static func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) -> [UInt8]? {
        guard var iconv = Iconv(from: encoding.iconvName) else { return nil }
        return iconv.push(bytes, isLast: true)
    }

    /// Whether bytes beyond ASCII come in pairs.
    private static func hasEvenRuns(_ bytes: [UInt8]) -> Bool {
        bytes.split { $0 < 0x80 }.allSatisfy { $0.count.isMultiple(of: 2) }
    }

    private static func isMultiByte(_ encoding: TextEncoding) -> Bool {
        ["shift_jis", "gb18030", "euc-kr", "big5", "euc-jp", "euc-tw", "johab"].contains(encoding.name)
    }

    private static let common: [(TextEncoding, Double)] = [
        ("windows-1252", 0), ("windows-1250", 0.02), ("iso-8859-2", 0.025), ("windows-1254", 0.03),
        ("windows-1257", 0.035), ("windows-1251", 0.06), ("iso-8859-16", 0.075), ("koi8-r", 0.08),
        ("windows-1253", 0.08),
        ("ibm866", 0.09), ("ibm850", 0.09), ("ibm852", 0.1), ("macintosh", 0.1), ("x-mac-ce", 0.12), ("gb18030", 0.25),
    ].compactMap { name, handicap in TextEncoding(label: name).map { ($0, handicap) } }

    /// From a little before the first byte that is no ASCII.
    private static func sample(of bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > reach else { return bytes }
        let first = bytes.firstIndex { $0 >= 0x80 } ?? 0
        // Neither starts nor ends in the middle of a character where there are lines.
        let start = bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? max(0, first - 1024)
        var piece = Array(bytes[max(start, first - 4096)...].prefix(reach))
        if let end = piece.lastIndex(of: 0x0A), end > reach / 2 { piece.removeSubrange(end...) }
        return piece
    }
}

/// Tidies what programs read.
enum ReadableText {
    /// The words tesseract is sure of, line by line, from its table (`tsv`).
    static func words(inTSV table: String, confidence: Double = 60) -> String {
        var lines: [(key: String, words: [String])] = []
        for row in table.split(separator: "\n").dropFirst() {
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count >= 12, let sure = Double(cells[10]), sure >= confidence else { continue }
            let word = cells[11].filter { !$0.isWhitespace }
            guard word.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
            let key = cells[1...4].joined(separator: ".")
            if lines.last?.key == key {
                lines[lines.count - 1].words.append(String(word))
            } else {
                lines.append((key, [String(word)]))
            }
        }
        let kept = lines.map { $0.words.joined(separator: " ") }
        // A photo's texture gives a letter here and there; writing gives words.
        let letters = kept.joined().count { $0.isLetter || $0.isNumber }
        return letters >= 5 ? kept.joined(separator: "\n") : ""
    }

    /// One blank between words, at most one empty line between lines.
    static func tidy(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let tidy = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if tidy.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(tidy)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}

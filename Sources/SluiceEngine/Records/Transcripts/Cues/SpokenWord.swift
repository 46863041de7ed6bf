/// The smallest piece of a transcript that stays together, with a time of its own.
package struct SpokenWord: Hashable, Sendable {
    var text: String
    var start: Double
    var end: Double
    /// Whether it follows what is before it without a blank.
    var isGlued = false
    /// Whether it is no word but names who speaks.
    var isLabel = false

    package static func endsSentence(_ text: String) -> Bool {
        guard let last = text.last(where: { !"\"'”’»)]".contains($0) }) else { return false }
        return ".!?…。！？".contains(last)
    }

    static func endsClause(_ text: String) -> Bool {
        guard let last = text.last(where: { !"\"'”’»)]".contains($0) }) else { return false }
        return ",;:—–、，；：".contains(last)
    }

    static func joined(_ words: some Sequence<SpokenWord>) -> String {
        words.reduce(into: "") { text, word in
            if !text.isEmpty, !word.isGlued { text += " " }
            text += word.text
        }
    }
}

extension Transcript.Segment {
    /// The segment word by word: with the service's times, or with its own time shared out by the length of the words.
    var spokenWords: [SpokenWord] {
        guard words.isEmpty else {
            return words.map { SpokenWord(text: $0.text.oneLine, start: $0.start, end: max($0.start, $0.end)) }
                .filter { !$0.text.isEmpty }
        }
        var pieces = text.split(whereSeparator: \.isWhitespace).flatMap { Self.pieces(of: $0) }
        let weights = pieces.map { Double(Columns.count($0.text) + 1) }
        let length = max(0, end - start)
        let total = weights.reduce(0, +)
        var passed = 0.0
        for (index, weight) in weights.enumerated() {
            pieces[index].start = start + length * passed / total
            passed += weight
            pieces[index].end = start + length * passed / total
        }
        return pieces
    }

    /// A word longer than half a line, or of a writing without blanks, may be broken.
    private static func pieces(of word: Substring) -> [SpokenWord] {
        var pieces: [SpokenWord] = []
        var piece = ""
        func close() {
            guard !piece.isEmpty else { return }
            pieces.append(SpokenWord(text: piece, start: 0, end: 0, isGlued: !pieces.isEmpty))
            piece = ""
        }
        for character in word {
            let isPunctuation = "、。，！？；：）」』】".contains(character)
            let breaks = Columns.standsAlone(character) && !isPunctuation
            if breaks || piece.count >= 40 { close() }
            piece.append(character)
        }
        close()
        return pieces
    }
}

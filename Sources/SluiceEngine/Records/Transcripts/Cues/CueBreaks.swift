/// Finds the best places to break one speaker's words into cues: where sentences end, or clauses, or somebody breathes.
struct CueBreaks {
    private let words: [SpokenWord]
    /// When somebody speaks again after the last word.
    private let next: Double
    /// Columns of the words up to each one.
    private let columns: [Int]
    /// How many of the words up to each one end a sentence.
    private let sentences: [Int]
    /// How bad it is to break behind each word.
    private let breakCosts: [Double]

    init(_ words: [SpokenWord], next: Double) {
        self.words = words
        self.next = next
        var columns = [0]
        var sentences = [0]
        for (index, word) in words.enumerated() {
            columns.append(columns[index] + Columns.count(word.text) + (word.isGlued ? 0 : 1))
            sentences.append(sentences[index] + (SpokenWord.endsSentence(word.text) ? 1 : 0))
        }
        self.columns = columns
        self.sentences = sentences
        breakCosts = words.indices.map { index in
            Self.breakCost(words[index], before: index + 1 < words.count ? words[index + 1].start : nil)
        }
    }

    /// The cues as ranges of words.
    var ranges: [Range<Int>] {
        // The cheapest way to the beginning of each word, and where its last cue begins.
        var costs = [0.0] + Array(repeating: Double.infinity, count: words.count)
        var origins = Array(repeating: 0, count: words.count + 1)
        for start in words.indices {
            for end in start + 1...words.count {
                guard end == start + 1 || fits(start..<end) else { break }
                let cost = costs[start] + cost(start..<end)
                if cost < costs[end] {
                    costs[end] = cost
                    origins[end] = start
                }
            }
        }
        var ranges: [Range<Int>] = []
        var end = words.count
        while end > 0 {
            ranges.append(origins[end]..<end)
            end = origins[end]
        }
        return ranges.reversed()
    }

    private func fits(_ range: Range<Int>) -> Bool {
        guard words[range.upperBound - 1].end - words[range.lowerBound].start <= CueLimits.longest,
            width(range) <= CueLimits.line * CueLimits.lines + 1
        else { return false }
        return width(range) <= CueLimits.line || canBreak(range)
    }

    private func cost(_ range: Range<Int>) -> Double {
        let last = range.upperBound - 1
        let following = range.upperBound < words.count ? words[range.upperBound].start : next
        let shown =
            max(words[last].end, min(following, words[range.lowerBound].start + CueLimits.shortest))
            - words[range.lowerBound].start
        let haste = max(0, CueLimits.shortest - shown) * 8
        let inner = Double(sentences[last] - sentences[range.lowerBound])
        // Two cues of a line and a half read better than a full one and a word.
        let room = 1 - Double(width(range)) / Double(CueLimits.line * CueLimits.lines + 1)
        let end = range.upperBound == words.count ? 0 : breakCosts[last]
        return 2 + haste + room * room * 3 + inner * 0.6 + end
    }

    private static func breakCost(_ word: SpokenWord, before next: Double?) -> Double {
        if word.isLabel { return 50 }
        if SpokenWord.endsSentence(word.text) { return 0 }
        if SpokenWord.endsClause(word.text) { return 1 }
        if let next, next - word.end >= 0.35 { return 1 }
        // Short words belong to what follows: a, the, to, und, de.
        return word.text.count <= 3 && !word.isGlued ? 6 : 4
    }

    /// The lines of a cue: one when it fits, else broken where it reads best, the second rather the longer.
    func lines(_ range: Range<Int>) -> [String] {
        guard width(range) > CueLimits.line, let middle = lineBreak(range) else {
            return [SpokenWord.joined(words[range])]
        }
        return [
            SpokenWord.joined(words[range.lowerBound..<middle]), SpokenWord.joined(words[middle..<range.upperBound]),
        ]
    }

    /// Whether some break leaves two lines that fit.
    private func canBreak(_ range: Range<Int>) -> Bool {
        // The first line as full as it may be leaves the shortest second.
        let place = range.dropFirst().last { width(range.lowerBound..<$0) <= CueLimits.line }
        return place.map { width($0..<range.upperBound) <= CueLimits.line } ?? false
    }

    private func lineBreak(_ range: Range<Int>) -> Int? {
        guard range.count > 1 else { return nil }
        var best: (place: Int, cost: Double)?
        for place in range.lowerBound + 1..<range.upperBound {
            let first = width(range.lowerBound..<place)
            let second = width(place..<range.upperBound)
            guard first <= CueLimits.line, second <= CueLimits.line else { continue }
            let balance = Double(abs(second - first)) / 8 + (first > second ? 0.5 : 0)
            let cost = breakCosts[place - 1] + balance
            if cost < best?.cost ?? .infinity { best = (place, cost) }
        }
        return best?.place
    }

    private func width(_ range: Range<Int>) -> Int {
        columns[range.upperBound] - columns[range.lowerBound] - (words[range.lowerBound].isGlued ? 0 : 1)
    }
}

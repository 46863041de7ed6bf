/// Finds the best places to break one speaker's words into cues: where sentences end, or clauses, or somebody breathes.
struct CueBreaks {
    private let words: [SpokenWord]
    /// When somebody speaks again after the last word.
    private let next: Double
    /// Columns of the words up to each one.
    private let columns: [Int]

    init(_ words: [SpokenWord], next: Double) {
        self.words = words
        self.next = next
        var sum = 0
        columns =
            [0]
            + words.map { word in
                sum += Columns.count(word.text) + (word.isGlued ? 0 : 1)
                return sum
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
        return width(range) <= CueLimits.line || lineBreak(range) != nil
    }

    private func cost(_ range: Range<Int>) -> Double {
        let last = range.upperBound - 1
        let following = range.upperBound < words.count ? words[range.upperBound].start : next
        let shown =
            max(words[last].end, min(following, words[range.lowerBound].start + CueLimits.shortest))
            - words[range.lowerBound].start
        let haste = max(0, CueLimits.shortest - shown) * 8
        let sentences = range.dropLast().count { SpokenWord.endsSentence(words[$0].text) }
        // Two cues of a line and a half read better than a full one and a word.
        let room = 1 - Double(width(range)) / Double(CueLimits.line * CueLimits.lines + 1)
        return 2 + haste + room * room * 3 + Double(sentences) * 0.6
            + (range.upperBound == words.count ? 0 : breakCost(after: last))
    }

    /// How bad it is to break behind a word.
    private func breakCost(after index: Int) -> Double {
        let word = words[index]
        if word.isLabel { return 50 }
        if SpokenWord.endsSentence(word.text) { return 0 }
        if SpokenWord.endsClause(word.text) { return 1 }
        if index + 1 < words.count, words[index + 1].start - word.end >= 0.35 { return 1 }
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

    private func lineBreak(_ range: Range<Int>) -> Int? {
        guard range.count > 1 else { return nil }
        var best: (place: Int, cost: Double)?
        for place in range.lowerBound + 1..<range.upperBound {
            let first = width(range.lowerBound..<place)
            let second = width(place..<range.upperBound)
            guard first <= CueLimits.line, second <= CueLimits.line else { continue }
            let balance = Double(abs(second - first)) / 8 + (first > second ? 0.5 : 0)
            let cost = breakCost(after: place - 1) + balance
            if cost < best?.cost ?? .infinity { best = (place, cost) }
        }
        return best?.place
    }

    private func width(_ range: Range<Int>) -> Int {
        columns[range.upperBound] - columns[range.lowerBound] - (words[range.lowerBound].isGlued ? 0 : 1)
    }
}

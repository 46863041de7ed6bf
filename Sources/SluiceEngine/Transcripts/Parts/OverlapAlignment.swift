/// Finds the words that two transcripts of the same seconds have in common, in order.
struct OverlapAlignment {
    /// Times of the same word may differ by so many seconds.
    private static let tolerance = 8.0

    /// Which word of the left is which of the right.
    let pairs: [(left: Int, right: Int)]

    init(_ left: [SpokenWord], _ right: [SpokenWord]) {
        // The best way from each pair of places to the ends: one for each word in common, and a little more for one near in time.
        var scores = Array(repeating: Array(repeating: 0.0, count: right.count + 1), count: left.count + 1)
        let leftKeys = left.map { Self.key($0.text) }
        let rightKeys = right.map { Self.key($0.text) }
        func score(_ i: Int, _ j: Int) -> Double? {
            let distance = abs(left[i].start - right[j].start)
            guard !leftKeys[i].isEmpty, leftKeys[i] == rightKeys[j], distance < Self.tolerance else { return nil }
            return 1.5 - distance / Self.tolerance * 0.5
        }
        for i in left.indices.reversed() {
            for j in right.indices.reversed() {
                let skipped = max(scores[i + 1][j], scores[i][j + 1])
                scores[i][j] = max(skipped, score(i, j).map { $0 + scores[i + 1][j + 1] } ?? 0)
            }
        }
        var pairs: [(left: Int, right: Int)] = []
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            if let gain = score(i, j), scores[i][j] == gain + scores[i + 1][j + 1] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if scores[i][j] == scores[i + 1][j] {
                i += 1
            } else {
                j += 1
            }
        }
        self.pairs = pairs
    }

    /// The longest stretch of words that are the same without a gap; of several, the first.
    var longestRun: ArraySlice<(left: Int, right: Int)> {
        var best = pairs[0..<0]
        var start = 0
        for index in pairs.indices {
            let isBroken =
                index > start
                && (pairs[index].left != pairs[index - 1].left + 1 || pairs[index].right != pairs[index - 1].right + 1)
            if isBroken { start = index }
            if index + 1 - start > best.count { best = pairs[start...index] }
        }
        return best
    }

    /// Case and punctuation differ from one hearing to the next.
    private static func key(_ word: String) -> String {
        word.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

/// A word, and its place in the segment that it is of.
struct SpokenToken {
    let word: SpokenWord
    let segment: Int
    let place: Int
    /// Words of the segment.
    let count: Int

    var isFirst: Bool { place == 0 }
    var middle: Double { (word.start + word.end) / 2 }

    static func tokens(of segments: [Transcript.Segment]) -> [SpokenToken] {
        segments.enumerated().flatMap { index, segment in
            let words = segment.spokenWords
            return words.enumerated().map { SpokenToken(word: $1, segment: index, place: $0, count: words.count) }
        }
    }
}

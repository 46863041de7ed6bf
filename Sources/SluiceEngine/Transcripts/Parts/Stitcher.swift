/// Joins the transcripts of overlapping parts: each word once, at its time.
///
/// In the seconds that two parts share, the words that both heard are found, and the parts are joined in the middle of the
/// longest stretch of them. So a word that was cut off at the end of a part is taken from the other.
enum Stitcher {
    /// - Parameter parts: In order, with times of the whole recording.
    static func joined(_ parts: [(part: RecordingPart, segments: [Transcript.Segment])]) -> [Transcript.Segment] {
        guard var whole = parts.first?.segments else { return [] }
        for (previous, next) in zip(parts, parts.dropFirst()) {
            let start = next.part.span.lowerBound
            whole = joined(whole, next.segments, start..<max(previous.part.span.upperBound, start))
        }
        return whole
    }

    private static func joined(
        _ left: [Transcript.Segment],
        _ right: [Transcript.Segment],
        _ shared: Range<Double>
    ) -> [Transcript.Segment] {
        let leftTokens = SpokenToken.tokens(of: left)
        let rightTokens = SpokenToken.tokens(of: right)
        // A little more than is shared, since times are not exact; and never more than can be compared soon.
        let begin = leftTokens.firstIndex { $0.middle >= shared.lowerBound - 2 } ?? leftTokens.count
        let first = max(begin, leftTokens.count - 600)
        let last = min(rightTokens.firstIndex { $0.middle > shared.upperBound + 2 } ?? rightTokens.count, 600)
        let alignment = OverlapAlignment(leftTokens[first...].map(\.word), rightTokens[..<last].map(\.word))
        let names = SpeakerNames(
            left: left.map(\.speaker),
            right: right.map(\.speaker),
            pairs: alignment.pairs.map {
                (left[leftTokens[first + $0.left].segment].speaker, right[rightTokens[$0.right].segment].speaker)
            }
        )
        let renamed = right.map { segment in
            var segment = segment
            segment.speaker = segment.speaker.map(names.name)
            return segment
        }
        let cut = cut(leftTokens, rightTokens, first, alignment, shared)
        return SegmentPiece.joined(
            SegmentPiece.pieces(left, leftTokens[..<cut.left]),
            SegmentPiece.pieces(renamed, rightTokens[cut.right...])
        )
    }

    /// How many words of the left are kept, and from which of the right it goes on.
    private static func cut(
        _ left: [SpokenToken],
        _ right: [SpokenToken],
        _ first: Int,
        _ alignment: OverlapAlignment,
        _ shared: Range<Double>
    ) -> (left: Int, right: Int) {
        let middle = (shared.lowerBound + shared.upperBound) / 2
        let run = alignment.longestRun
        guard !run.isEmpty, run.count >= min(3, left.count - first) else {
            // Nothing in common, or too little to tell: silence, or noise.
            return (
                left.firstIndex { $0.middle >= middle } ?? left.count,
                right.firstIndex { $0.middle >= middle } ?? right.count
            )
        }
        func distance(_ pair: (left: Int, right: Int)) -> Double {
            // Best where both begin a segment.
            let begins = left[first + pair.left].isFirst && right[pair.right].isFirst
            return abs(left[first + pair.left].middle - middle) + (begins ? 0 : 1000)
        }
        // Not at its very ends, where a neighbour may have been misheard.
        let inner = run.count > 4 ? run.dropFirst().dropLast() : run
        let pair = inner.min { distance($0) < distance($1) } ?? run[run.startIndex]
        return (first + pair.left, pair.right)
    }
}

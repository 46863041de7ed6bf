/// A segment, or what a joint has left of it.
struct SegmentPiece {
    var segment: Transcript.Segment
    let beginsWhole: Bool
    let endsWhole: Bool

    private init(_ segment: Transcript.Segment, _ tokens: ArraySlice<SpokenToken>, _ head: SpokenToken) {
        beginsWhole = head.isFirst
        endsWhole = head.place + tokens.count == head.count
        self.segment = segment
        guard !beginsWhole || !endsWhole, let last = tokens.last else { return }
        if !beginsWhole { self.segment.start = head.word.start }
        if !endsWhole { self.segment.end = last.word.end }
        self.segment.text = SpokenWord.joined(tokens.map(\.word))
        if !segment.words.isEmpty {
            self.segment.words = Array(segment.words.dropFirst(head.place).prefix(tokens.count))
        }
    }

    /// The segments of a stretch of words: those that are whole as they were, the others as far as they go.
    static func pieces(_ segments: [Transcript.Segment], _ tokens: ArraySlice<SpokenToken>) -> [SegmentPiece] {
        var pieces: [SegmentPiece] = []
        var rest = tokens
        while let head = rest.first {
            let own = rest.prefix { $0.segment == head.segment }
            rest = rest.dropFirst(own.count)
            pieces.append(SegmentPiece(segments[head.segment], own, head))
        }
        return pieces
    }

    /// A sentence that was cut in two by the joint becomes one again.
    static func joined(_ left: [SegmentPiece], _ right: [SegmentPiece]) -> [Transcript.Segment] {
        var segments = left.map(\.segment)
        var rest = right.map(\.segment)[...]
        if let tail = left.last, let head = right.first, !tail.endsWhole, !head.beginsWhole,
            tail.segment.speaker == head.segment.speaker
        {
            segments[segments.count - 1].text += " \(head.segment.text)"
            segments[segments.count - 1].end = max(tail.segment.end, head.segment.end)
            segments[segments.count - 1].words += head.segment.words
            rest = rest.dropFirst()
        }
        // Two hearings of the same moment differ by tenths of a second.
        if let begin = segments.last?.start, let next = rest.first, next.start < begin {
            rest[rest.startIndex].start = begin
            rest[rest.startIndex].end = max(begin, next.end)
        }
        return segments + rest
    }
}

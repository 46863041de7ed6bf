import StructuredJSON

extension Transcript {
    /// The transcript that an answer is: by its word times where it has some, else by the timed segments of its JSON.
    /// Problems are those of times that cannot be read; whether the others can be right is ``TranscriptCheck``'s to say.
    ///
    /// - Parameter words: What ``WordInfo`` found.
    /// - Returns: `nil` when the answer is no transcript.
    init?(words: [Segment]?, data: JSONValue?) {
        if let words {
            self.init(segments: words)
        } else if let data, let timed = TimedSegments(data) {
            self.init(segments: timed.segments, problems: timed.problems)
        } else {
            return nil
        }
    }
}

/// What is said in a recording, and when.
public struct Transcript: Hashable, Sendable {
    /// In the order of their beginnings.
    public var segments: [Segment]
    /// What cannot be right about the times, one line each. Empty for a transcript that can be relied on.
    public var problems: [String]
    /// The length of the recording in seconds. `nil` when it is not known for certain.
    public var duration: Double?

    /// - Parameters:
    ///   - segments: In the order of their beginnings.
    ///   - problems: What cannot be right about the times, one line each.
    public init(segments: [Segment], problems: [String] = []) {
        self.segments = segments
        self.problems = problems
    }

    /// Some words of one speaker. Times are seconds from the beginning of the recording.
    public struct Segment: Hashable, Sendable {
        public var start: Double
        public var end: Double
        public var speaker: String?
        public var text: String
        /// Each word with its own time, where the service told them.
        public var words: [Word]

        public init(start: Double, end: Double, speaker: String? = nil, text: String, words: [Word] = []) {
            self.start = start
            self.end = end
            self.speaker = speaker
            self.text = text
            self.words = words
        }
    }

    /// A word with its own time.
    public struct Word: Hashable, Sendable {
        public var start: Double
        public var end: Double
        public var text: String

        public init(start: Double, end: Double, text: String) {
            self.start = start
            self.end = end
            self.text = text
        }
    }
}

extension Transcript.Segment {
    /// The same words, so many seconds later.
    func moved(by seconds: Double) -> Self {
        var moved = self
        moved.start += seconds
        moved.end += seconds
        for index in words.indices {
            moved.words[index].start += seconds
            moved.words[index].end += seconds
        }
        return moved
    }
}

/// Whether the times of a transcript can be right.
enum TranscriptCheck {
    /// Nobody says more characters in a second, for long.
    private static let fastest = 45.0

    /// - Parameter duration: of the recording, in seconds; `nil` when it is not known.
    /// - Returns: One line for each kind of problem.
    static func problems(of segments: [Transcript.Segment], duration: Double?) -> [String] {
        guard let first = segments.first else { return [] }
        if segments.count > 1, segments.allSatisfy({ $0.start == first.start }) {
            return ["all segments begin at \(TimeText.clock(first.start))"]
        }
        if segments.allSatisfy({ $0.end == $0.start }) { return ["no segment lasts any time"] }
        var problems: [String] = []
        func note(_ what: String, _ odd: [Transcript.Segment]) {
            guard let example = odd.first else { return }
            let times = "\(TimeText.clock(example.start))–\(TimeText.clock(example.end))"
            let count = odd.count == 1 ? "a segment" : "\(odd.count) segments"
            problems.append("\(count) \(what), such as \(times) “\(example.text.excerpt)”")
        }
        note("with a time before the beginning", segments.filter { $0.start < 0 || $0.end < 0 })
        note("with an end before its beginning", segments.filter { $0.end < $0.start - 0.001 })
        let backwards = zip(segments, segments.dropFirst()).filter { $1.start < $0.start - 0.05 }.map(\.1)
        note("beginning before the one ahead of it", backwards)
        if let duration {
            let limit = duration + max(1, duration * 0.005)
            note("after the recording's end at \(TimeText.clock(duration))", segments.filter { $0.end > limit })
        }
        let words = segments.flatMap(\.words)
        if zip(words, words.dropFirst()).contains(where: { $1.start < $0.start - 5 }) {
            problems.append("words whose times go backwards")
        }
        if problems.isEmpty, isTooFast(segments) {
            problems.append("more words than anybody can say in the time between the first segment and the last")
        }
        return problems
    }

    private static func isTooFast(_ segments: [Transcript.Segment]) -> Bool {
        let characters = segments.reduce(0) { $0 + $1.text.count }
        guard characters > 200, let start = segments.first?.start, let end = segments.map(\.end).max() else {
            return false
        }
        return Double(characters) > (end - start) * fastest
    }
}

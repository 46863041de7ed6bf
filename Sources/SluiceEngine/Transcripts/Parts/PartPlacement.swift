/// Puts the times of a part's transcript where they are in the whole recording.
///
/// Models are asked for times from the beginning of the part, and some give them from that of the recording: which of the two
/// is told by the times themselves.
enum PartPlacement {
    static func placed(_ transcript: Transcript, in part: RecordingPart) -> Transcript {
        let segments = transcript.segments
        guard part.index > 0, let last = segments.map(\.end).max(), let first = segments.map(\.start).min() else {
            return transcript
        }
        let isOfTheWhole = last > part.length + 2 && first >= part.span.lowerBound - 2
        guard !isOfTheWhole else { return transcript }
        return Transcript(
            segments: segments.map { $0.moved(by: part.span.lowerBound) },
            problems: transcript.problems
        )
    }
}

import StructuredJSON

/// A part of a long recording that is asked about by itself, of an upload of the whole.
struct RecordingPart: Hashable, Sendable {
    /// From 0.
    let index: Int
    let count: Int
    /// Seconds from the beginning of the recording.
    let span: Range<Double>
    /// Whether it goes on to the end of the recording, wherever that is: the last one where the length is in doubt.
    var isOpen = false

    /// Where it ends for certain.
    var end: Double? { isOpen ? nil : span.upperBound }

    /// Beyond any recording that a file can hold.
    private static let most = 100_000.0

    var length: Double { span.upperBound - span.lowerBound }

    /// `2 of 7, 13:45–27:45`.
    var name: String {
        "\(index + 1) of \(count), \(TimeText.clock(span.lowerBound))–\(TimeText.clock(span.upperBound))"
    }

    /// What the model is told of it.
    var hint: String {
        "You hear part \(index + 1) of \(count) of a longer recording, from \(TimeText.clock(span.lowerBound)) to "
            + "\(isOpen ? "its end" : TimeText.clock(span.upperBound)). Give times in seconds from the beginning of this part. It may begin and "
            + "end in the middle of a sentence."
    }

    /// Parts of one length, each beginning before the one ahead of it ends. `nil` when the recording is short enough to be
    /// asked about at once.
    static func parts(of length: RecordingLength, _ settings: Recipe.Transcription) -> [RecordingPart]? {
        var parts = parts(of: length.seconds, settings)
        if let last = parts?.indices.last { parts?[last].isOpen = !length.isKnown }
        return parts
    }

    /// Of a length that is known.
    static func parts(of duration: Double, _ settings: Recipe.Transcription) -> [RecordingPart]? {
        let longest = settings.partMinutes * 60
        let overlap = settings.overlapSeconds
        // A little more than a part is not worth another.
        guard duration.isFinite, longest > overlap, duration > longest + max(overlap, 30) else { return nil }
        let count = Int(min(((duration - overlap) / (longest - overlap)).rounded(.up), Self.most))
        let step = (duration - overlap) / Double(count)
        return (0..<count).map { index in
            let start = (Double(index) * step).rounded()
            let end = index + 1 == count ? duration : (Double(index + 1) * step + overlap).rounded()
            return RecordingPart(index: index, count: count, span: start..<end)
        }
    }
}

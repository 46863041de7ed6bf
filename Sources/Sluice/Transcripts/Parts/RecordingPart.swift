import Gemini
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

extension Content {
    /// The block, its sound and pictures from one part of it only.
    func restricted(to part: RecordingPart?) -> Content {
        guard let part, var block = json.object, block["type"] == "audio" || block["type"] == "video" else {
            return self
        }
        var processing = block["processing"]?.object ?? ["type": "static"]
        processing["start_offset"] = .string(Self.offset(part.span.lowerBound))
        if let end = part.end { processing["end_offset"] = .string(Self.offset(end)) }
        block["processing"] = .object(processing)
        return Content(json: .object(block)) ?? self
    }

    /// In whole milliseconds, and not beyond the end: the service takes nine decimals, and binary numbers have more.
    private static func offset(_ seconds: Double) -> String {
        // What is a millisecond but for the binary number's last digit is that millisecond.
        let milliseconds = Int((seconds * 1000 + 1e-6).rounded(.down))
        let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        guard rest > 0 else { return "\(whole)s" }
        var digits = String(String(1000 + rest).dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)s"
    }
}

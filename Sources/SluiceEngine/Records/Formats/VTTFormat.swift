import SluiceSupport

/// `.vtt`: a transcript as cues of WebVTT, speakers as voices. There is none where the times are wrong.
struct VTTFormat: TextRecordFormat {
    static let fileExtension = "vtt"
    static let subject: String? = "transcripts"

    func text(of record: Record) -> String? { record.timedTranscript.map(Self.text) }

    static func text(of transcript: Transcript) -> String {
        let cues = CueBuilder(duration: transcript.duration, namesSpeakers: false).cues(of: transcript.inLines)
        let blocks = cues.map { cue in
            let lines =
                cue.isDialogue
                ? cue.lines.map { voiced([$0]) }.joined(separator: "\n") : voiced(cue.lines)
            return "\(TimeText.stamp(cue.start)) --> \(TimeText.stamp(cue.end))\n\(lines)\n"
        }
        return (["WEBVTT\n"] + blocks).joined(separator: "\n")
    }

    private static func voiced(_ lines: [Cue.Line]) -> String {
        let text = lines.map { $0.text.escaped(for: .webVTT) }.joined(separator: "\n")
        // A voice may be any text but for line ends and the sign that ends the tag.
        guard let name = lines.first?.speaker?.oneLine.escaped(for: .webVTT).filled else { return text }
        // With the sign that ends the tag, two dashes would be the arrow between two times.
        let safe = name.hasSuffix("--") ? name.dropLast() + "&#45;" : name
        return "<v \(safe)>\(text)</v>"
    }
}

extension OutputFormat {
    /// Subtitles in WebVTT.
    public static let vtt = Self(VTTFormat.self)
}

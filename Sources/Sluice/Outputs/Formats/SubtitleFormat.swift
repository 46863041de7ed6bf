/// `.srt` and `.vtt`: a transcript as cues. There is none where the times are wrong: subtitles at wrong times help nobody.
struct SubtitleFormat {
    private let segments: [Transcript.Segment]
    private let duration: Double?

    init?(record: FinishedRecord) {
        guard let segments = record.segments, record.transcriptProblems.isEmpty else { return nil }
        self.segments = segments
        duration = record.duration
    }

    /// SubRip has no way to write its own signs: a text that would be read as an arrow, a tag or an override is changed a little.
    var srt: String {
        let cues = CueBuilder(duration: duration, namesSpeakers: true).cues(of: segments)
        return cues.enumerated().map { number, cue in
            let times = "\(TimeText.stamp(cue.start, point: ",")) --> \(TimeText.stamp(cue.end, point: ","))"
            return "\(number + 1)\n\(times)\n\(cue.lines.map { Self.plain($0.text) }.joined(separator: "\n"))\n"
        }.joined(separator: "\n")
    }

    /// WebVTT, speakers as voices.
    var vtt: String {
        let cues = CueBuilder(duration: duration, namesSpeakers: false).cues(of: segments)
        let blocks = cues.map { cue in
            let lines =
                cue.isDialogue
                ? cue.lines.map { Self.voiced([$0]) }.joined(separator: "\n") : Self.voiced(cue.lines)
            return "\(TimeText.stamp(cue.start)) --> \(TimeText.stamp(cue.end))\n\(lines)\n"
        }
        return (["WEBVTT\n"] + blocks).joined(separator: "\n")
    }

    private static func plain(_ text: String) -> String {
        text.replacing("-->", with: "→").replacing("{\\", with: "{ \\").replacing(/<(?=[A-Za-z\/])/, with: "‹")
    }

    private static func voiced(_ lines: [Cue.Line]) -> String {
        let text = lines.map { escaped($0.text) }.joined(separator: "\n")
        // A voice may be any text but for line ends and the sign that ends the tag.
        guard let speaker = lines.first?.speaker, let name = escaped(speaker.oneLine).filled else { return text }
        // With the sign that ends the tag, two dashes would be the arrow between two times.
        let safe = name.hasSuffix("--") ? name.dropLast() + "&#45;" : name
        return "<v \(safe)>\(text)</v>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

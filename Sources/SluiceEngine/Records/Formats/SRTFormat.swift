/// `.srt`: a transcript as cues of SubRip. There is none where the times are wrong: subtitles at wrong times help nobody.
struct SRTFormat: TextRecordFormat {
    static let fileExtension = "srt"
    static let subject: String? = "transcripts"

    func text(of record: Record) -> String? { record.timedTranscript.map(Self.text) }

    /// SubRip has no way to write its own signs: a text that would be read as an arrow, a tag or an override is changed a little.
    static func text(of transcript: Transcript) -> String {
        let cues = CueBuilder(duration: transcript.duration, namesSpeakers: true).cues(of: transcript.inLines)
        return cues.enumerated().map { number, cue in
            let times = "\(TimeText.stamp(cue.start, point: ",")) --> \(TimeText.stamp(cue.end, point: ","))"
            return "\(number + 1)\n\(times)\n\(cue.lines.map { plain($0.text) }.joined(separator: "\n"))\n"
        }.joined(separator: "\n")
    }

    private static func plain(_ text: String) -> String {
        text.replacing("-->", with: "→").replacing("{\\", with: "{ \\").replacing(/<(?=[A-Za-z\/])/, with: "‹")
    }
}

extension OutputFormat {
    /// Subtitles in SubRip.
    public static let srt = Self(SRTFormat.self)
}

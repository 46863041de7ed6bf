extension Transcript {
    /// The transcript of a record. `nil` when its answer is none.
    public init?(record: Record) {
        guard let transcript = record.transcript else { return nil }
        self = transcript
    }

    /// As subtitles in SubRip, the text of an `.srt` file: two lines of 42 columns at most, speakers named where they change.
    ///
    /// Times are written as they are. A transcript with ``problems`` has wrong ones.
    public func srt() -> String { SRTFormat.text(of: self) }

    /// As subtitles in WebVTT, the text of a `.vtt` file: two lines of 42 columns at most, speakers as voices.
    ///
    /// Times are written as they are. A transcript with ``problems`` has wrong ones.
    public func vtt() -> String { VTTFormat.text(of: self) }

    /// As a table with tabs between the columns start, end, speaker and text: one segment a line, times in seconds.
    public func tsv() -> String { TSVFormat.text(of: self) }

    /// As paragraphs, without times: a new one for a new speaker, who is named where there are several.
    public func text() -> String { TextFormat.text(of: self) }

    /// Every text and every speaker on one line.
    var inLines: [Segment] {
        segments.map { segment in
            var segment = segment
            segment.text = segment.text.oneLine
            segment.speaker = segment.speaker?.oneLine.filled
            return segment
        }
    }
}

extension Record {
    /// The transcript, where its times can be relied on.
    var timedTranscript: Transcript? { transcript.flatMap { $0.problems.isEmpty ? $0 : nil } }
}

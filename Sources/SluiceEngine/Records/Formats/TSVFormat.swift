/// `.tsv`: a segment a line, its beginning and end in seconds.
struct TSVFormat: TextRecordFormat {
    static let fileExtension = "tsv"
    static let subject: String? = "transcripts"

    func text(of record: Record) -> String? { record.timedTranscript.map(Self.text) }

    static func text(of transcript: Transcript) -> String {
        let rows = transcript.inLines.map { segment in
            let times = [segment.start, segment.end].map(Self.seconds)
            return (times + [Self.cell(segment.speaker ?? ""), Self.cell(segment.text)]).joined(separator: "\t")
        }
        return (["start\tend\tspeaker\ttext"] + rows).joined(separator: "\n")
    }

    private static func seconds(_ value: Double) -> String {
        let all = TimeText.milliseconds(value)
        return "\(all / 1000).\(String("\(1000 + all % 1000)".dropFirst()))"
    }

    /// A spreadsheet takes a cell that begins like a formula for one.
    private static func cell(_ text: String) -> String {
        let text = text.oneLine
        return text.first.map { "=+-@".contains($0) } == true ? "'\(text)" : text
    }
}

extension OutputFormat {
    /// A table of segments.
    public static let tsv = Self(TSVFormat.self)
}

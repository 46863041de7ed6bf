import StructuredJSON

/// Writes a record in the formats of a recipe. Everything in them is from the record, so that they can be written again
/// without asking anybody.
struct OutputWriter: Sendable {
    let formats: [Recipe.Output.Format]
    let templates: [Recipe.Output.Format: OutputTemplate]

    init(_ output: Recipe.Output) {
        formats = output.formats.filter { $0 != .json }
        templates = output.templates
    }

    /// - Returns: `nil` for a record that has nothing of the kind: no file is written then.
    func text(of record: JSONValue, as format: Recipe.Output.Format) -> String? {
        guard let record = FinishedRecord(record) else { return nil }
        if let template = templates[format] { return Self.ended(template.render(record)) }
        let text: String? =
            switch format {
            case .json: nil
            case .txt: PlainFormat(record: record).text
            case .md: MarkdownFormat(record: record).text
            case .srt: SubtitleFormat(record: record)?.srt
            case .vtt: SubtitleFormat(record: record)?.vtt
            case .tsv: SegmentTable(record: record)?.text
            case .xmp: SidecarFormat(record: record).text
            }
        return text.map(Self.ended)
    }

    /// With one line end at the end.
    private static func ended(_ text: String) -> String {
        text.hasSuffix("\n") ? text : text + "\n"
    }
}

import StructuredJSON

/// What the names of an output template stand for: the record's own members, and short names for what is used most.
struct OutputTemplateValues {
    let record: Record

    /// Short names, beside the members of a record.
    static let names = ["file", "data", "text", "title", "segments", "paragraphs"]

    var values: [String: Any] {
        var values = Self.plain(record.json) as? [String: Any] ?? [:]
        values["file"] = file
        values["text"] = record.text ?? ""
        values["title"] = record.displayTitle
        if let data = record.data { values["data"] = Self.plain(data) }
        guard let segments = record.transcript?.inLines else { return values }
        values["segments"] = segments.map { Self.part($0.start, $0.end, $0.speaker, $0.text) }
        values["paragraphs"] = Paragraph.paragraphs(of: segments).map {
            Self.part($0.start, $0.end, $0.speaker, $0.text)
        }
        return values
    }

    private static func part(_ start: Double, _ end: Double, _ speaker: String?, _ text: String) -> [String: Any] {
        var part = ["time": TimeText.clock(start), "start": "\(start)", "end": "\(end)", "text": text]
        part["speaker"] = speaker
        return part
    }

    /// The first file, by the names that prompts use.
    private var file: [String: Any] {
        let path = record.paths.first ?? ""
        let stem = PathText.stem(of: path)
        var file = record.source.first.flatMap { Self.plain($0.json) } as? [String: Any] ?? [:]
        file["name"] = PathText.name(of: path)
        file["stem"] = stem
        file["folder"] = PathText.folder(of: path)
        return file
    }

    /// Numbers as they are written; nothing is left out, so that a section over it is empty.
    private static func plain(_ value: JSONValue) -> Any? {
        switch value {
        case .null: nil
        case .bool(let bool): bool
        case .number(let number): number.literal
        case .string(let text): text
        case .array(let elements): elements.compactMap(plain)
        case .object(let members):
            members.reduce(into: [String: Any]()) { values, member in values[member.key] = plain(member.value) }
        }
    }
}

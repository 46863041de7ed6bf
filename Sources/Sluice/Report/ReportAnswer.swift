import StructuredJSON

/// What of a record's answer is shown where: fields that recipes commonly have are known by their names.
struct ReportAnswer {
    /// The members of ``ReportItem`` that come from the answer.
    let fields: JSONObject

    private static let headlines = ["title", "headline", "caption", "name", "subject"]
    private static let descriptions = ["summary", "alt_text", "alt", "description", "caption", "transcript", "text"]
    private static let altTexts = ["alt_text", "alt", "description", "caption", "title"]

    init(_ record: JSONValue, named name: String) {
        let output = record["output"] ?? .null
        var data = output["data"]?.object
        var timelines: [Timeline] = []
        if let segments = output["segments"].flatMap({ Timeline("segments", $0) }) { timelines.append(segments) }
        for (key, value) in data ?? [:] {
            guard let timeline = Timeline(key, value) else { continue }
            // The transcript is made from the answer's own segments.
            if timelines.isEmpty || key != "segments" { timelines.append(timeline) }
            data?[key] = nil
        }
        func first(_ names: [String]) -> String? {
            names.lazy.compactMap { data?[$0]?.string }.first { !$0.isEmpty }
        }
        let text = output["text"]?.string ?? ""
        let spoken = timelines.first?.cues.lazy.map(\.text).prefix(8).joined(separator: " ")
        let headline = first(Self.headlines)
        var fields: JSONObject = ["h": .string(headline.map(Self.short) ?? PathText.name(of: name))]
        let description =
            first(Self.descriptions.filter { data?[$0]?.string != headline }) ?? spoken ?? Self.sentences(data)
        fields["d"] = (description ?? (output["data"]?.isNull ?? true ? text : nil)).map { .string(Self.short($0)) }
        fields["a"] = first(Self.altTexts)?.json
        if !timelines.isEmpty { fields["l"] = .array(timelines.map(\.json)) }
        fields["len"] = output["duration_seconds"]
        fields["lang"] = data?["language"]?.string?.json
        if let data {
            fields["o"] = data.isEmpty ? nil : .object(data)
        } else if let other = output["data"], !other.isNull {
            fields["o"] = other
        } else if !text.isEmpty {
            fields["t"] = .string(text)
        }
        self.fields = fields
    }

    /// The first list of sentences, such as key points.
    private static func sentences(_ data: JSONObject?) -> String? {
        for (_, value) in data ?? [:] {
            let texts = (value.array ?? []).compactMap(\.string)
            if texts.contains(where: { $0.split(separator: " ").count > 4 }) { return texts.joined(separator: " ") }
        }
        return nil
    }

    /// For a card.
    private static func short(_ text: String) -> String {
        text.utf8.count > 400 ? String(text.prefix(300)) + "…" : text
    }
}

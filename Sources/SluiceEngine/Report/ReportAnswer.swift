import StructuredJSON

/// What of a record's answer is shown where: fields that recipes commonly have are known by their names.
struct ReportAnswer {
    /// The members of ``ReportItem`` that come from the answer.
    let fields: JSONObject

    private static let descriptions =
        ["summary"] + AnswerFields.altTexts + AnswerFields.captions + ["transcript", "text"]

    init(_ record: Record, named name: String) {
        let output = record.output
        var data = output?.data?.object
        var timelines: [Timeline] = []
        if let segments = output?.segments.flatMap({ Timeline("segments", $0) }) {
            timelines.append(segments)
            // The transcript is made from a list of the answer's own.
            if let own = output?.data.flatMap(TimedSegments.list)?.key { data?[own] = nil }
        }
        for (key, value) in data ?? [:] {
            guard let timeline = Timeline(key, value) else { continue }
            timelines.append(timeline)
            data?[key] = nil
        }
        let answer = AnswerFields(data.map(JSONValue.object))
        let text = output?.text ?? ""
        let spoken = timelines.first?.cues.lazy.map(\.text).prefix(8).joined(separator: " ")
        let headline = answer.title
        var fields: JSONObject = ["h": .string(headline.map(Self.short) ?? PathText.name(of: name))]
        let description =
            answer.text(Self.descriptions.filter { data?[$0]?.string != headline }) ?? spoken ?? Self.sentences(data)
        fields["d"] = (description ?? (output?.data == nil ? text : nil)).map { .string(Self.short($0)) }
        fields["a"] = (answer.altText ?? answer.caption ?? answer.title)?.json
        if !timelines.isEmpty { fields["l"] = .array(timelines.map(\.json)) }
        fields["len"] = output?.duration?.json
        fields["lang"] = data?["language"]?.string?.json
        if let data {
            fields["o"] = data.isEmpty ? nil : .object(data)
        } else if let other = output?.data {
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

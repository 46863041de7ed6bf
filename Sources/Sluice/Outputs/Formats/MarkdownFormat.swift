import StructuredJSON

/// `.md`: a transcript with times, else a card: title, alternative text, description, and the other fields below.
struct MarkdownFormat {
    let record: FinishedRecord

    var text: String? {
        let body: [String]
        if let segments = record.segments {
            body = notes + transcript(segments)
        } else if let data = record.data {
            body = card(data)
        } else {
            return MarkdownText.tamed(record.text).filled
        }
        return (["# \(MarkdownText.escaped(title))"] + body + [footer]).joined(separator: "\n\n")
    }

    private var name: String { PathText.name(of: record.paths.first ?? "") }
    private var title: String { record.title ?? name }

    private var footer: String {
        let model = record.json["pipeline"]?["model"]?.string ?? ""
        return "---\n\n"
            + (record.paths + [model]).filter { !$0.isEmpty }.map(MarkdownText.escaped).joined(separator: " · ")
    }

    private var notes: [String] {
        var notes = record.transcriptProblems.map {
            "> **The times of this transcript cannot be right:** \(MarkdownText.escaped($0))"
        }
        if let caption = record.caption { notes.append(MarkdownText.paragraphs(caption)) }
        return notes
    }

    private func transcript(_ segments: [Transcript.Segment]) -> [String] {
        Paragraph.paragraphs(of: segments).map { paragraph in
            let speaker = paragraph.speaker.map { " **\(MarkdownText.escaped($0)):**" } ?? ""
            return "`\(TimeText.clock(paragraph.start))`\(speaker) \(MarkdownText.escaped(paragraph.text))"
        }
    }

    private func card(_ data: JSONValue) -> [String] {
        guard let fields = data.object else { return MarkdownFields(["answer": data]).blocks }
        var others = fields
        var blocks: [String] = []
        if let altText = record.altText { blocks.append("> " + MarkdownText.escaped(altText)) }
        if let caption = record.caption, caption != record.altText { blocks.append(MarkdownText.paragraphs(caption)) }
        for shown in [record.title, record.altText, record.caption].compactMap(\.self) {
            for key in others.keys where others[key] == .string(shown) { others[key] = nil }
        }
        return blocks + MarkdownFields(others).blocks
    }
}

import StructuredJSON

/// `.md`: a transcript with times, else a card: title, alternative text, description, and the other fields below.
struct MarkdownFormat: TemplatedFormat {
    static let fileExtension = "md"
    static let isMarkdown = true
    static let templateNote = "Of the Markdown; {{name}} is text there, {{{name}}} is Markdown."

    func text(of record: Record) -> String? {
        let body: [String]
        if let transcript = record.transcript {
            body = Self.notes(on: transcript, record.answer) + Self.paragraphs(of: transcript)
        } else if let data = record.data {
            body = Self.card(data, record.answer)
        } else {
            return record.text.flatMap { MarkdownText.tamed($0).filled }
        }
        let title = MarkdownText.escaped(record.displayTitle)
        return (["# \(title)"] + body + [Self.footer(of: record)]).joined(separator: "\n\n")
    }

    private static func footer(of record: Record) -> String {
        "---\n\n"
            + (record.paths + [record.recipe.model]).filter { !$0.isEmpty }.map(MarkdownText.escaped).joined(
                separator: " · "
            )
    }

    private static func notes(on transcript: Transcript, _ answer: AnswerFields) -> [String] {
        var notes = transcript.problems.map {
            "> **The times of this transcript cannot be right:** \(MarkdownText.escaped($0))"
        }
        if let caption = answer.caption { notes.append(MarkdownText.paragraphs(caption)) }
        return notes
    }

    private static func paragraphs(of transcript: Transcript) -> [String] {
        Paragraph.paragraphs(of: transcript.inLines).map { paragraph in
            let speaker = paragraph.speaker.map { " **\(MarkdownText.escaped($0)):**" } ?? ""
            return "`\(TimeText.clock(paragraph.start))`\(speaker) \(MarkdownText.escaped(paragraph.text))"
        }
    }

    private static func card(_ data: JSONValue, _ answer: AnswerFields) -> [String] {
        guard let fields = data.object else { return MarkdownFields(["answer": data]).blocks }
        var others = fields
        var blocks: [String] = []
        if let altText = answer.altText { blocks.append("> " + MarkdownText.escaped(altText)) }
        if let caption = answer.caption, caption != answer.altText { blocks.append(MarkdownText.paragraphs(caption)) }
        for shown in [answer.title, answer.altText, answer.caption].compactMap(\.self) {
            for key in others.keys where others[key] == .string(shown) { others[key] = nil }
        }
        return blocks + MarkdownFields(others).blocks
    }
}

extension OutputFormat {
    /// Markdown.
    public static let md = Self(MarkdownFormat.self)
}

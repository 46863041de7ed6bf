import StructuredJSON

extension FactFinder {
    func document(_ block: MediaBlock, type: String) async throws -> MediaFacts {
        if type == "application/pdf" { return try await pdf(block) }
        // Content tells no Office document from any other archive: the declared type does.
        if let format = OfficeFormat(type) ?? OfficeFormat(block.mimeType) { return try await office(block, format) }
        var facts = MediaFacts(kind: "document", format: type == "text/csv" ? "CSV table" : "text")
        if type.hasPrefix("text/") || type == "application/json" {
            let bytes = await beginning(of: block, count: 1 << 20)
            facts.text = ReadableText.tidy(String(decoding: bytes, as: UTF8.self))
            facts.title = Self.title(of: facts.text ?? "")
        } else {
            facts.format = type
            facts.notes.append("the offline model cannot read \(type)")
        }
        return facts
    }

    private func pdf(_ block: MediaBlock) async throws -> MediaFacts {
        var facts = MediaFacts(kind: "document", format: "PDF")
        let pages = block.options["processing"]?["page_options"]?.object ?? [:]
        var arguments = ["-layout", "-enc", "UTF-8"]
        if let first: Int = pages["start_page"] { arguments += ["-f", String(max(1, first))] }
        if let last: Int = pages["end_page"] { arguments += ["-l", String(max(1, last))] }
        guard let output = try await reading(.pdftotext, arguments + [block.path, "-"], notes: &facts.notes) else {
            return facts
        }
        let text = String(decoding: output, as: UTF8.self)
        // Each page ends with a form feed.
        facts.pages = max(1, text.count { $0 == "\u{0C}" })
        facts.text = ReadableText.tidy(text.replacing("\u{0C}", with: "\n"))
        facts.title = Self.title(of: facts.text ?? "")
        return facts
    }

    /// The first line, without the marks of a heading.
    static func title(of text: String) -> String? {
        let line = text.split(separator: "\n").first { $0.contains(where: \.isLetter) }
        let title = line.map { $0.drop { $0 == "#" || $0 == " " } }
        return title.map { String($0.prefix(120)) }
    }
}

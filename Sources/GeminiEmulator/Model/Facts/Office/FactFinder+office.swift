import StructuredJSON

extension FactFinder {
    /// What an Office document says; the archive is opened by `unzip`.
    func office(_ block: MediaBlock, _ format: OfficeFormat) async throws -> MediaFacts {
        var facts = MediaFacts(kind: "document", format: format.name)
        let sheet: Int? = block.options["processing"]?["spreadsheet_options"]?["sheet_index"]?.number?.int
        let members = format.members(sheet: sheet)
        guard let xml = try await unzipped(block.path, members, &facts.notes) else { return facts }
        let text =
            switch format {
            case .spreadsheet:
                // A workbook of numbers alone shares no strings.
                OfficeText.rows(in: xml, shared: try await sharedStrings(block.path))
            case .openSpreadsheet: OfficeText.openRows(in: xml)
            case .word, .presentation, .openText, .openPresentation: OfficeText.words(in: xml)
            }
        facts.text = ReadableText.tidy(text)
        facts.title = Self.title(of: facts.text ?? "")
        return facts
    }

    private func sharedStrings(_ path: String) async throws -> [String] {
        var notes: [String] = []
        let xml = try await unzipped(path, ["xl/sharedStrings.xml"], &notes)
        return xml.map(OfficeText.sharedStrings) ?? []
    }

    private func unzipped(_ path: String, _ members: [String], _ notes: inout [String]) async throws -> [UInt8]? {
        try await reading(.unzip, ["-p", "-q", path] + members, outputLimit: 64 << 20, notes: &notes)
    }
}

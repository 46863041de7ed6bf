import StructuredJSON

/// The fields of an answer in Markdown: short ones as a list, long ones under headings, lists of objects as tables.
struct MarkdownFields {
    private let fields: JSONObject
    private let level: Int

    init(_ fields: JSONObject, level: Int = 2) {
        self.fields = fields
        self.level = level
    }

    var blocks: [String] {
        var short: [String] = []
        var long: [String] = []
        for (key, value) in fields where !value.isNull {
            let name = MarkdownText.escaped(FieldName.readable(key))
            if let text = Self.short(value) {
                if !text.isEmpty { short.append("- **\(name):** \(text)") }
            } else {
                let heading = String(repeating: "#", count: min(level, 6))
                long += ["\(heading) \(name)"] + below(value)
            }
        }
        return (short.isEmpty ? [] : [short.joined(separator: "\n")]) + long
    }

    /// What fits on a line. `nil` for what does not.
    private static func short(_ value: JSONValue) -> String? {
        if let text = value.scalarText {
            return text.count <= 200 && !text.contains("\n") ? MarkdownText.escaped(text) : nil
        }
        guard let elements = value.array else { return nil }
        let texts = elements.compactMap { $0.scalarText.map(MarkdownText.escaped) }
        guard texts.count == elements.count, texts.allSatisfy({ $0.count <= 40 }) else { return nil }
        return texts.joined(separator: ", ")
    }

    private func below(_ value: JSONValue) -> [String] {
        if let text = value.scalarText { return [MarkdownText.paragraphs(text)] }
        if let object = value.object { return MarkdownFields(object, level: level + 1).blocks }
        let elements = value.array ?? []
        if let table = Self.table(elements) { return [table] }
        let items = elements.map { element in
            "- " + (element.scalarText.map(MarkdownText.escaped) ?? MarkdownText.escaped(element.text()))
        }
        return [items.joined(separator: "\n")]
    }

    /// Objects whose members are all plain, a row each.
    private static func table(_ elements: [JSONValue]) -> String? {
        var columns: [String] = []
        for element in elements {
            guard let object = element.object else { return nil }
            for (key, value) in object {
                guard value.isNull || short(value) != nil || value.scalarText != nil else { return nil }
                if !columns.contains(key) { columns.append(key) }
            }
        }
        guard !columns.isEmpty, columns.count <= 12 else { return nil }
        func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
        let rows = elements.map { element in
            row(
                columns.map { key in
                    let value = element[key] ?? .null
                    return short(value) ?? value.scalarText.map(MarkdownText.escaped) ?? ""
                }
            )
        }
        let head = row(columns.map { MarkdownText.escaped(FieldName.readable($0)) })
        return ([head, row(columns.map { _ in "---" })] + rows).joined(separator: "\n")
    }
}

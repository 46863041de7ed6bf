import StructuredJSON

/// Comma-separated values as rows, for schemas that ask for a list of objects.
struct Table: Sendable {
    private let header: [String]
    private let body: [[String]]

    init(_ text: String) {
        let lines = text.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map {
                $0.trimmingPrefix { $0 == " " }.description
            }
        }
        header = (lines.first ?? []).map { $0.lowercased().replacing(" ", with: "_") }
        body = lines.dropFirst().filter { $0.count == lines.first?.count }
    }

    /// One object a row, when every property is the name of a column.
    func rows(for schema: JSONValue) -> [JSONValue] {
        let properties = schema["properties"]?.object ?? [:]
        guard header.count > 1, !properties.isEmpty else { return [] }
        var columns: [(key: String, index: Int, type: String)] = []
        for (key, property) in properties {
            guard let index = header.firstIndex(of: key.lowercased()), property["enum"] == nil else { return [] }
            columns.append((key, index, property["type"]?.string ?? "string"))
        }
        return body.prefix(100).compactMap { row in
            var object = JSONObject()
            for column in columns {
                guard let value = Self.value(row[column.index], type: column.type) else { return nil }
                object[column.key] = value
            }
            return .object(object)
        }
    }

    private static func value(_ text: String, type: String) -> JSONValue? {
        switch type {
        case "string": .string(text)
        case "integer": Int(text).map(\.json)
        case "number": Double(text).map(\.json)
        case "boolean": Bool(text).map(\.json)
        default: nil
        }
    }
}

import StructuredJSON

/// A record as cells of a table, each named by its dotted path: `output.data.title`.
///
/// A list of plain values is one cell, `cat; tabby`; a list of objects is its JSON. Of several source files each field
/// is such a list. Turns, uploads and segments do not fit into a row: the JSON Lines have them.
struct FlatRecord {
    private static let leftOut: Set<String> = ["schema_version", "turns", "uploads", "segments"]

    /// In the record's order. `nil` for null.
    private(set) var cells: [(column: String, value: String?)] = []

    init(_ record: JSONValue) {
        for (name, value) in record.object ?? [:] where !Self.leftOut.contains(name) {
            switch name {
            case "source": addSources(value)
            // The text of JSON is the data once more.
            case "output" where !(value["data"] ?? .null).isNull:
                add(.object(value.object?.without("text") ?? [:]), name)
            default: add(value, Self.escaped(name))
            }
        }
    }

    /// A cell for each column, empty where there is nothing.
    func values(for columns: [String]) -> [String] {
        let values = Dictionary(cells.map { ($0.column, $0.value ?? "") }) { first, _ in first }
        return columns.map { values[$0] ?? "" }
    }

    private mutating func addSources(_ sources: JSONValue) {
        let files = sources.array ?? []
        guard files.count > 1 else { return add(files.first ?? .null, "source") }
        for key in files[0].object?.keys ?? [] {
            add(.array(files.map { $0[key] ?? .null }), "source.\(Self.escaped(key))")
        }
    }

    private mutating func add(_ value: JSONValue, _ column: String) {
        switch value {
        case .object(let members):
            for (name, member) in members { add(member, "\(column).\(Self.escaped(name))") }
        case .array(let elements) where elements.contains { $0.array != nil || $0.object != nil }:
            cells.append((column, CSVText.harmless(value.text())))
        case .array(let elements):
            cells.append((column, CSVText.harmless(elements.map(\.plain).joined(separator: "; "))))
        case .null: cells.append((column, nil))
        case .string(let text): cells.append((column, CSVText.harmless(text)))
        case .number, .bool: cells.append((column, value.text()))
        }
    }

    /// A dot within a name is not one between names.
    private static func escaped(_ name: String) -> String {
        name.utf8.contains(UInt8(ascii: "."))
            ? name.split(separator: ".", omittingEmptySubsequences: false).joined(separator: #"\."#) : name
    }
}

extension JSONValue {
    /// As a person writes it: a text without quotes, and nothing for null.
    fileprivate var plain: String {
        switch self {
        case .string(let text): text
        case .null: ""
        default: text()
        }
    }
}

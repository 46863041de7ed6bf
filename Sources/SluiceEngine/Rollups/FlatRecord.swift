import SluiceSupport
import StructuredJSON

/// A record as cells of a table, each named by its dotted path: `output.data.title`.
///
/// A list of plain values is one cell, `cat; tabby`; a list of objects is its JSON. Of several source files each field
/// is such a list. Turns, uploads and segments do not fit into a row: the JSON Lines have them.
struct FlatRecord {
    private static let leftOut: Set = [
        Record.Members.version.name, Record.Members.turns.name, Record.Members.uploads.name,
    ]

    /// In the record's order: plain values, and lists.
    private(set) var cells: [(column: String, value: JSONValue)] = []

    init(_ record: JSONValue) {
        for (name, value) in record.object ?? [:] where !Self.leftOut.contains(name) {
            switch name {
            case Record.Members.source.name: addSources(value)
            case Record.Members.output.name: add(Self.output(value), name)
            default: add(value, Self.escaped(name))
            }
        }
    }

    /// A cell for each column, empty where there is nothing.
    func values(for columns: [String]) -> [String] {
        let values = Dictionary(cells.map { ($0.column, $0.value) }) { first, _ in first }
        return columns.map { values[$0].map(Self.text) ?? "" }
    }

    /// The text of JSON is the data once more, but where it is made from a transcript.
    private static func output(_ output: JSONValue) -> JSONValue {
        guard var fields = output.object else { return output }
        if fields["segments"] != nil {
            if let data = fields["data"]?.object { fields["data"] = .object(data.without("segments")) }
            return .object(fields.without("segments"))
        }
        return .object((fields["data"] ?? .null).isNull ? fields : fields.without("text"))
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
        default: cells.append((column, value))
        }
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .array(let elements) where !elements.contains { $0.array != nil || $0.object != nil }:
            elements.map(\.plain).joined(separator: "; ").sanitized(for: .csv)
        case .array, .object: value.text().sanitized(for: .csv)
        case .string(let text): text.sanitized(for: .csv)
        case .number, .bool: value.text()
        case .null: ""
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

import StructuredJSON

/// A value of a YAML file, and where it is written.
struct LocatedValue: Hashable, Sendable {
    /// A line and a column, both from 1.
    struct Place: Hashable, Sendable {
        let line: Int
        let column: Int
    }

    struct Member: Hashable, Sendable {
        let key: String
        let place: Place
        let value: LocatedValue
    }

    enum Content: Hashable, Sendable {
        case scalar(JSONValue)
        case list([LocatedValue])
        case map([Member])
    }

    let place: Place
    let content: Content
    /// Whether it is a text that begins on the line below its place, line for line as it stands there.
    var isBlock = false

    /// Where a line of a text is, from 1.
    func place(ofLine line: Int) -> Place { isBlock ? Place(line: place.line + line, column: 1) : place }

    subscript(key: String) -> LocatedValue? { map?.first { $0.key == key }?.value }

    var map: [Member]? { if case .map(let members) = content { members } else { nil } }
    var list: [LocatedValue]? { if case .list(let elements) = content { elements } else { nil } }

    var json: JSONValue {
        switch content {
        case .scalar(let value): value
        case .list(let elements): .array(elements.map(\.json))
        case .map(let members): .object(JSONObject(members.map { ($0.key, $0.value.json) }))
        }
    }

    /// What an error calls it: `the number 3`, `a list`.
    var found: String {
        switch content {
        case .list(let elements): elements.isEmpty ? "an empty list" : "a list"
        case .map: "a mapping"
        case .scalar(.null): "nothing"
        case .scalar(.bool(let bool)): "\(bool)"
        case .scalar(.number(let number)): "the number \(number.literal.prefix(32))"
        case .scalar(let value): "the text \(JSONValue.string(String((value.string ?? "").prefix(40))))"
        }
    }
}

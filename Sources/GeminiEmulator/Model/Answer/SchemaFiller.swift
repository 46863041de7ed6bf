import StructuredJSON
import Synchronization

/// Fills a JSON Schema (contract §2.5) from facts, by the names and the types of its fields.
///
/// What comes out is valid: required members are there, limits are kept, values of an `enum` are among it.
struct SchemaFiller: Sendable {
    let root: JSONValue
    let view: FactView
    private let deepest = 12
    /// Where a schema that refers to itself is followed no further, if it can end.
    private static let deepEnough = 4
    /// A schema that refers to itself in several places has an answer of any size.
    private let made = Made()

    private final class Made: Sendable {
        private static let most = 5_000
        private let count = Atomic(0)

        /// Counts one more value. Whether it is not too many.
        func hasRoom() -> Bool { count.add(1, ordering: .relaxed).newValue <= Self.most }
    }

    init(schema: JSONValue, facts: [MediaFacts], prompt: String) {
        root = schema
        view = FactView(all: facts, answer: prompt)
    }

    var json: JSONValue {
        // JSON without a schema is an object with the answer in it.
        guard root.object?.isEmpty == false else { return ["text": .string(view.answer)] }
        return fill(root, name: "", segment: nil, depth: 0)
    }

    typealias Segment = (start: Double, end: Double, text: String)

    private func fill(_ schema: JSONValue, name: String, segment: Segment?, depth: Int) -> JSONValue {
        let schema = resolved(schema, depth: 0, ends: depth >= Self.deepEnough)
        guard made.hasRoom() else { return .null }
        if let constant = schema["const"] { return constant }
        if let allowed = schema["enum"]?.array, let first = allowed.first { return choice(allowed) ?? first }
        switch type(of: schema) {
        case "object": return object(schema, segment: segment, depth: depth)
        case "array": return array(schema, name: name, depth: depth)
        case "integer": return number(schema, name: name, segment: segment, isInteger: true)
        case "number": return number(schema, name: name, segment: segment, isInteger: false)
        case "boolean": return .bool(FieldValues(view: view).flag(FieldName(name)))
        case "null": return .null
        default:
            let format: String? = schema["format"]?.string
            let text = FieldValues(view: view).text(FieldName(name), format: format, segment: segment)
            return .string(StringLimits(schema).nearest(text))
        }
    }

    /// The value that occurs in what was found.
    private func choice(_ allowed: [JSONValue]) -> JSONValue? {
        let text = (view.summary + " " + view.answer + " " + view.tags.joined(separator: " ")).lowercased()
        let found = allowed.first { value in
            value.string.map { !$0.isEmpty && text.contains($0.lowercased()) } ?? false
        }
        return found ?? allowed.first { value in ["other", "unknown", "none", "neutral"].contains(value.string ?? "") }
    }

    private func object(_ schema: JSONValue, segment: Segment?, depth: Int) -> JSONValue {
        let properties = schema["properties"]?.object ?? [:]
        let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
        var object = JSONObject()
        for (key, inner) in properties where depth < deepest || required.contains(key) {
            guard depth < deepest * 2 else { break }
            if !required.contains(key), isNullable(inner), !isKnown(inner, name: key, segment: segment) { continue }
            object[key] = fill(inner, name: key, segment: segment, depth: depth + 1)
        }
        for key in required.sorted() where object[key] == nil { object[key] = "" }
        return .object(object)
    }

    private func isNullable(_ schema: JSONValue) -> Bool {
        let branches = schema["anyOf"]?.array ?? schema["oneOf"]?.array ?? [schema]
        return branches.contains { $0["type"]?.string == "null" || $0["type"]?.array?.contains("null") == true }
    }

    /// Whether the media tell something of a field that may be left out.
    private func isKnown(_ schema: JSONValue, name: String, segment: Segment?) -> Bool {
        let schema = resolved(schema, depth: 0)
        if let allowed = schema["enum"]?.array { return choice(allowed) != nil }
        let values = FieldValues(view: view)
        return switch type(of: schema) {
        case "string": values.known(FieldName(name), format: schema["format"]?.string, segment: segment) != nil
        case "integer", "number": values.known(FieldName(name), segment: segment) != nil
        case "null": false
        default: true
        }
    }

    private func array(_ schema: JSONValue, name: String, depth: Int) -> JSONValue {
        let least = max(0, schema["minItems"]?.number?.int ?? 0)
        let most = schema["maxItems"]?.number?.int ?? 20
        if let fixed = schema["prefixItems"]?.array {
            return .array(fixed.map { fill($0, name: name, segment: nil, depth: depth + 1) })
        }
        let items = resolved(schema["items"] ?? ["type": "string"], depth: 0)
        var elements = elements(items, name: FieldName(name), depth: depth)
        if schema["uniqueItems"]?.bool == true {
            elements = elements.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
        while elements.count < min(least, 1000) {
            elements.append(fill(items, name: name, segment: nil, depth: depth + 1))
        }
        return .array(Array(elements.prefix(max(least, min(most, 100)))))
    }

    private func elements(_ items: JSONValue, name: FieldName, depth: Int) -> [JSONValue] {
        guard depth < deepest else { return [] }
        if items["enum"] != nil || items["const"] != nil {
            return [fill(items, name: "", segment: nil, depth: depth + 1)]
        }
        switch type(of: items) {
        case "string":
            return FieldValues(view: view).list(name).map { .string(StringLimits(items).nearest($0)) }
        case "object":
            let properties = items["properties"]?.object?.keys ?? []
            if properties.contains("start") || properties.contains("start_time") || name.means("segment", "cue") {
                return view.segments.map { fill(items, name: "", segment: $0, depth: depth + 1) }
            }
            return Table(view.text ?? "").rows(for: items)
        default: return []
        }
    }

    private func number(_ schema: JSONValue, name: String, segment: Segment?, isInteger: Bool) -> JSONValue {
        let value = FieldValues(view: view).number(FieldName(name), segment: segment)
        return NumberLimits(schema).nearest(value, isInteger: isInteger)
    }

    private func type(of schema: JSONValue) -> String {
        if let type = schema["type"]?.string { return type.lowercased() }
        if let types = schema["type"]?.array?.compactMap(\.string) {
            return types.first { $0.lowercased() != "null" }?.lowercased() ?? "null"
        }
        if schema["properties"] != nil { return "object" }
        return schema["items"] != nil ? "array" : "string"
    }

    /// Follows `$ref` and takes the first branch that is not null.
    ///
    /// - Parameter ends: Whether a branch that refers to nothing further is preferred, null among them.
    private func resolved(_ schema: JSONValue, depth: Int, ends: Bool = false) -> JSONValue {
        guard depth < 16 else { return schema }
        if schema["$ref"]?.string != nil {
            return target(of: schema).map { resolved($0, depth: depth + 1, ends: ends) } ?? ["type": "string"]
        }
        for key in ["anyOf", "oneOf"] {
            guard let branches = schema[key]?.array else { continue }
            let last = ends ? branches.first { !refersOn($0) } : nil
            let branch = last ?? branches.first { $0["type"]?.string != "null" } ?? branches.first
            return branch.map { resolved($0, depth: depth + 1, ends: ends) } ?? schema
        }
        if let parts = schema["allOf"]?.array {
            var merged = JSONObject()
            for part in parts {
                var part = resolved(part, depth: depth + 1, ends: ends).object ?? [:]
                var properties = merged["properties"]?.object ?? [:]
                properties.merge(part["properties"]?.object ?? [:])
                let required = (merged["required"]?.array ?? []) + (part["required"]?.array ?? [])
                part["properties"] = properties.isEmpty ? part["properties"] : .object(properties)
                part["required"] = required.isEmpty ? nil : .array(required)
                merged.merge(part)
            }
            return .object(merged)
        }
        return schema
    }

    private func target(of schema: JSONValue) -> JSONValue? {
        schema["$ref"]?.string.flatMap { reference in
            reference.split(separator: "/").dropFirst().reduce(Optional(root)) { value, key in value?[String(key)] }
        }
    }

    /// Whether a branch leads to others.
    private func refersOn(_ branch: JSONValue) -> Bool {
        (target(of: branch) ?? branch).text().contains("\"$ref\"")
    }
}

/// Compares what a type asks for with a schema: every value that the schema allows must be one that the type takes.
final class CheckedPosition: ProbePosition {
    /// Which of the values that the schema allows.
    enum Extent: CaseIterable {
        /// All members are there, and none is null.
        case complete
        /// What may be null is null.
        case nulls
        /// What may be left out is left out, and lists are as short as they may be.
        case minimal
    }

    /// What a schema or a type is too unusual for: not known to be wrong.
    struct Uncheckable: Error {}

    /// A schema may refer to itself, and branch where it does.
    final class Limit {
        var stepsLeft = 20_000
        static let deepest = 32
    }

    let path: [any CodingKey]
    private let schema: JSONObject
    private let root: JSONValue
    private let extent: Extent
    private let limit: Limit
    /// The one value that stands here, of those that the schema lists.
    private let literal: JSONValue?
    private var type: Any.Type

    init(
        _ schema: JSONObject,
        of root: JSONValue,
        _ extent: Extent,
        for type: Any.Type,
        path: [any CodingKey] = [],
        literal: JSONValue? = nil,
        limit: Limit = Limit()
    ) {
        self.path = path
        self.schema = schema
        self.root = root
        self.extent = extent
        self.literal = literal
        self.type = type
        self.limit = limit
    }

    func value<Value: Decodable>(of type: Value.Type) throws -> Value {
        limit.stepsLeft -= 1
        guard limit.stepsLeft > 0, path.count < Limit.deepest else { throw Uncheckable() }
        var value: Value?
        for variant in try variants() { value = try variant.made(of: type) }
        guard let value else { throw Uncheckable() }
        return value
    }

    private func made<Value: Decodable>(of type: Value.Type) throws -> Value {
        if let leaf = type as? any SchemaLeaf.Type {
            guard let value = try read(leaf) as? Value else { throw Uncheckable() }
            return value
        }
        if literal == nil, names == ["string"], let choices = SchemaChoices.of(type) {
            let list = choices.prefix(12).map { $0.raw.text() }.joined(separator: ", ")
            throw error("The schema allows any string, and \(type) only \(list)\(choices.count > 12 ? ", …" : "")")
        }
        let outer = self.type
        if !(type is any Wrapper.Type) { self.type = type }
        defer { self.type = outer }
        do {
            return try Value(from: ProbeDecoder(position: self))
        } catch let error as SchemaError {
            throw error
        } catch is Uncheckable {
            throw Uncheckable()
        } catch {
            guard let literal else { throw Uncheckable() }
            throw self.error("The schema allows \(literal.text()), and \(type) does not")
        }
    }

    private func read<Leaf: SchemaLeaf>(_ leaf: Leaf.Type) throws -> Leaf {
        if leaf.accepted.isEmpty { return leaf.sample }
        if let literal {
            if let value = Leaf(literal: literal) { return value }
            throw error("The schema allows \(literal.text()), and \(owner) takes \(leaf)")
        }
        for name in names where !leaf.accepted.contains(name) {
            throw error("The schema says \(name), and \(owner) takes \(leaf)")
        }
        let isAnyText = schema["pattern"] == nil && !["date", "date-time"].contains(schema["format"]?.string)
        if leaf.schema["format"] == "date-time", !names.isEmpty, isAnyText {
            throw error("The schema allows texts that are no dates, and \(owner) takes \(leaf)")
        }
        return leaf.sample
    }

    func openObject() throws { try open("object") }
    func openList() throws { try open("array") }

    private func open(_ kind: String) throws {
        if literal == .null { throw error("The schema allows null, and \(owner) does not") }
        guard literal == nil, !names.isEmpty else { throw Uncheckable() }
        for name in names where name != kind {
            throw error("The schema says \(name), and \(owner) takes an \(kind)")
        }
    }

    var memberNames: [String] {
        let named = properties.keys.filter { isRequired($0) || extent != .minimal }
        return named + (schema["additionalProperties"]?.object == nil || extent == .minimal ? [] : [ProbeKey.any])
    }

    func hasMember(_ key: any CodingKey) -> Bool { memberNames.contains(key.stringValue) }

    func member(_ key: any CodingKey) throws -> any ProbePosition {
        let name = key.stringValue
        let known = properties[name] ?? (name == ProbeKey.any ? schema["additionalProperties"] : nil)
        guard let known else {
            if schema["allOf"] != nil || schema["if"] != nil || schema["patternProperties"] != nil {
                throw Uncheckable()
            }
            let nearest = Spelling.nearest(to: name, in: properties.keys).map { "; did you mean '\($0)'?" } ?? ""
            throw error("\(owner) needs '\(name)', which its schema does not have\(nearest)")
        }
        guard hasMember(key) else {
            throw error("The schema allows '\(name)' to be left out, and \(owner) needs it")
        }
        return inner(known, ProbeKey(stringValue: name))
    }

    func hasElement(at index: Int) -> Bool {
        let least = schema["minItems"]?.number?.int ?? 0
        let listed = max(1, schema["prefixItems"]?.array?.count ?? 0, least)
        return index < min(extent == .minimal ? least : listed, schema["maxItems"]?.number?.int ?? .max, 8)
    }

    func element(at index: Int) throws -> any ProbePosition {
        guard hasElement(at: index) else {
            throw error("The schema allows a list of \(index), and \(owner) needs one more")
        }
        return inner(schema["prefixItems"]?[index] ?? schema["items"] ?? .bool(true), ProbeKey(intValue: index))
    }

    func isNull() -> Bool { literal == .null || literal == nil && extent == .nulls && allowsNull(schema) }

    private var owner: String { "\(type)" }
    private var properties: JSONObject { schema["properties"]?.object ?? [:] }
    private func isRequired(_ name: String) -> Bool { schema["required"]?.array?.contains(.string(name)) == true }
    private var names: [String] { Self.typeNames(of: schema).filter { $0 != "null" } }

    private func inner(_ schema: JSONValue, _ key: ProbeKey) -> CheckedPosition {
        CheckedPosition(schema.object ?? [:], of: root, extent, for: type, path: path + [key], limit: limit)
    }

    private static func typeNames(of schema: JSONObject) -> [String] {
        schema["type"]?.array?.compactMap(\.string) ?? schema["type"]?.string.map { [$0] } ?? []
    }

    private func allowsNull(_ schema: JSONObject) -> Bool {
        let names = Self.typeNames(of: schema)
        let choices = schema["enum"]?.array ?? schema["const"].map { [$0] }
        if let choices { return choices.contains(.null) && (names.isEmpty || names.contains("null")) }
        return names.contains("null") || branches(of: schema).contains { $0["type"] == "null" }
    }

    private func branches(of schema: JSONObject) -> [JSONObject] {
        (schema["anyOf"] ?? schema["oneOf"])?.array?.compactMap(\.object) ?? []
    }

    /// This position once for each thing that may stand here: for each branch, and for each value of a list of values.
    private func variants() throws -> [CheckedPosition] {
        if literal != nil { return [self] }
        if isNull() { return [variant(schema, .null)] }
        if let reference: String = schema["$ref"] {
            guard let target = root.resolve(reference)?.object else { throw Uncheckable() }
            let whole = CheckedPosition(target, of: root, extent, for: type, path: path, limit: limit)
            limit.stepsLeft -= 1
            guard limit.stepsLeft > 0 else { throw Uncheckable() }
            return try whole.variants()
        }
        if let choices = schema["enum"]?.array ?? schema["const"].map({ [$0] }) {
            return choices.filter { !$0.isNull }.map { variant(schema, $0) }
        }
        let branches = branches(of: schema).filter { $0["type"] != "null" }
        guard !branches.isEmpty else { return [self] }
        return try branches.flatMap { branch in
            var merged = schema.without("anyOf", "oneOf")
            merged.merge(branch)
            return try variant(merged, nil).variants()
        }
    }

    private func variant(_ schema: JSONObject, _ literal: JSONValue?) -> CheckedPosition {
        CheckedPosition(schema, of: root, extent, for: type, path: path, literal: literal, limit: limit)
    }
}

/// What only holds other values: an error names the type around it.
private protocol Wrapper {}
extension Optional: Wrapper {}
extension Array: Wrapper {}
extension Set: Wrapper {}
extension Dictionary: Wrapper {}

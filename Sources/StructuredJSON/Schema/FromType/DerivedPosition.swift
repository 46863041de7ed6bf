/// Writes down what a type asks for, as a schema.
final class DerivedPosition: ProbePosition {
    private enum Shape {
        case unknown, leaf(JSONObject), object, list
    }

    let path: [any CodingKey]
    private var shape = Shape.unknown
    private var isNullable = false
    private var members: [(name: String, position: DerivedPosition)] = []
    /// Members that the type asks after before it reads them.
    private var optional: Set<String> = []
    private var elements: [DerivedPosition] = []
    /// A list of any length is read until its end; a tuple is not asked for one.
    private var hasEnd = false
    /// The types that are being read here, the outermost first.
    private var types: [Any.Type]

    init(path: [any CodingKey] = [], inside types: [Any.Type] = []) {
        self.path = path
        self.types = types
    }

    func value<Value: Decodable>(of type: Value.Type) throws -> Value {
        if let leaf = type as? any SchemaLeaf.Type, let sample = leaf.sample as? Value {
            try become(.leaf(leaf.schema))
            return sample
        }
        if let choices = SchemaChoices.of(type), let sample = choices.first?.value as? Value {
            let name: JSONValue = choices.allSatisfy { $0.raw.string != nil } ? "string" : "integer"
            try become(.leaf(["type": name, "enum": .array(choices.map(\.raw))]))
            return sample
        }
        guard !types.contains(where: { $0 == type }) else {
            throw error("\(type) contains itself; write the schema by hand")
        }
        types.append(type)
        defer { types.removeLast() }
        do {
            return try Value(from: ProbeDecoder(position: self))
        } catch let error as SchemaError {
            throw error
        } catch {
            let remedy = type is any RawRepresentable.Type ? "make it CaseIterable, or write" : "write"
            throw self.error("What \(type) decodes cannot be found out; \(remedy) the schema by hand")
        }
    }

    func openObject() throws { try become(.object) }
    func openList() throws { try become(.list) }

    var memberNames: [String] { [ProbeKey.any] }

    func hasMember(_ key: any CodingKey) -> Bool {
        optional.insert(key.stringValue)
        return true
    }

    func member(_ key: any CodingKey) -> any ProbePosition {
        if let known = members.first(where: { $0.name == key.stringValue }) { return known.position }
        let member = DerivedPosition(path: path + [ProbeKey(stringValue: key.stringValue)], inside: types)
        members.append((key.stringValue, member))
        return member
    }

    func hasElement(at index: Int) -> Bool {
        hasEnd = true
        return index == 0
    }

    func element(at index: Int) -> any ProbePosition {
        if index < elements.count { return elements[index] }
        let element = DerivedPosition(path: path + [ProbeKey(intValue: index)], inside: types)
        elements.append(element)
        return element
    }

    func isNull() -> Bool {
        isNullable = true
        return false
    }

    private func become(_ new: Shape) throws {
        switch (shape, new) {
        case (.unknown, _): shape = new
        case (.object, .object), (.list, .list): break
        case (.leaf(let old), .leaf(let new)) where old == new: break
        default:
            let name = types.last.map { "\($0)" } ?? "This"
            throw error("\(name) is decoded in more than one way; write the schema by hand")
        }
    }

    /// What was asked for.
    ///
    /// - Parameter descriptions: By path; those that were used are removed.
    /// - Throws: ``SchemaError`` where the type asked for nothing that a schema can say.
    func schema(describing descriptions: inout [String: String]) throws(SchemaError) -> JSONObject {
        var schema: JSONObject
        switch shape {
        case .leaf(let leaf): schema = leaf
        case .object: schema = try object(&descriptions)
        case .list: schema = try list(&descriptions)
        case .unknown: throw error("What this decodes cannot be found out; write the schema by hand")
        }
        if isNullable {
            if let type = schema["type"]?.string { schema["type"] = [.string(type), "null"] }
            if let choices = schema["enum"]?.array { schema["enum"] = .array(choices + [nil]) }
        }
        if path.last?.intValue == nil, let text = descriptions.removeValue(forKey: place) {
            schema["description"] = .string(text)
        }
        return schema
    }

    private func object(_ descriptions: inout [String: String]) throws(SchemaError) -> JSONObject {
        var properties = JSONObject()
        var others: JSONObject?
        for (name, position) in members {
            let schema = try position.schema(describing: &descriptions)
            if name == ProbeKey.any { others = schema } else { properties[name] = .object(schema) }
        }
        if let others, properties.isEmpty { return ["type": "object", "additionalProperties": .object(others)] }
        guard others == nil, !properties.isEmpty else {
            throw error("Which members this has cannot be found out; write the schema by hand")
        }
        let required = properties.keys.filter { !optional.contains($0) }
        return ["type": "object", "properties": .object(properties), "required": required.json]
    }

    private func list(_ descriptions: inout [String: String]) throws(SchemaError) -> JSONObject {
        var items: [JSONValue] = []
        for element in elements { items.append(.object(try element.schema(describing: &descriptions))) }
        guard let first = items.first else { throw error("What this list holds cannot be found out") }
        if hasEnd, items.count == 1 { return ["type": "array", "items": first] }
        let count = items.count.json
        return ["type": "array", "prefixItems": .array(items), "minItems": count, "maxItems": count]
    }
}

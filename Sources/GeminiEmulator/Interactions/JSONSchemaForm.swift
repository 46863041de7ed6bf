import StructuredJSON

/// Whether something is a JSON Schema that the service would take (contract §2.5).
enum JSONSchemaForm {
    static let types: Set<String> = ["string", "number", "integer", "boolean", "object", "array", "null"]
    private static let deepest = 32

    /// Whether an object means to be a schema.
    static func isSchema(_ object: JSONObject) -> Bool {
        if let type = object["type"] {
            let names = type.array?.compactMap(\.string) ?? type.string.map { [$0] } ?? []
            return !names.isEmpty && names.allSatisfy { types.contains($0.lowercased()) }
        }
        return ["properties", "enum", "anyOf", "oneOf", "allOf", "$ref"].contains { object[$0] != nil }
    }

    /// What is wrong with a schema, in a few words.
    static func problem(with schema: JSONValue, depth: Int = 0) -> String? {
        guard depth <= deepest else { return "it is nested more than \(deepest) deep" }
        guard let object = schema.object else { return schema.bool == nil ? "a schema must be an object" : nil }
        if object["type"] != nil, !isSchema(object) { return "unknown type \(object["type"]?.text() ?? "")" }
        if let list = object["enum"], list.array?.isEmpty ?? true { return "enum must be a list of values" }
        if let required = object["required"], required.array?.allSatisfy({ $0.string != nil }) != true {
            return "required must be a list of names"
        }
        for schema in inner(object) {
            if let problem = problem(with: schema, depth: depth + 1) { return problem }
        }
        return malformed(object)
    }

    private static func inner(_ object: JSONObject) -> [JSONValue] {
        var schemas = object["properties"]?.object.map { $0.map(\.value) } ?? []
        schemas += object["$defs"]?.object.map { $0.map(\.value) } ?? []
        for key in ["anyOf", "oneOf", "allOf", "prefixItems"] { schemas += object[key]?.array ?? [] }
        if let items = object["items"] { schemas.append(items) }
        return schemas
    }

    private static func malformed(_ object: JSONObject) -> String? {
        if let properties = object["properties"], properties.object == nil { return "properties must be an object" }
        return nil
    }
}

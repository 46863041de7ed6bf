/// Tells whether a JSON value is a schema.
struct SchemaCheck {
    /// A schema nested deeper is refused; the service refuses far shallower ones (contract §2.5).
    static let deepest = 64

    let root: JSONValue
    private var depth = 0

    init(root: JSONValue) { self.root = root }

    mutating func checkRoot() throws(SchemaError) {
        guard let object = root.object else {
            throw error("A schema is an object such as {\"type\": \"string\"}, not \(root.summary)", [])
        }
        if !object.isEmpty, !object.contains(where: { SchemaKeywords.known.contains($0.key) }) {
            let names = object.keys.prefix(3).joined(separator: ", ")
            throw error("None of these is a schema keyword: \(names). Fields go inside \"properties\"", [])
        }
        try check(object, at: [])
    }

    private mutating func check(_ schema: JSONValue, at path: [String]) throws(SchemaError) {
        if schema.bool != nil { return }
        guard let object = schema.object else {
            throw error("A schema is an object such as {\"type\": \"string\"}, not \(schema.summary)", path)
        }
        depth += 1
        guard depth <= Self.deepest else { throw error("Nested more than \(Self.deepest) deep", path) }
        try check(object, at: path)
        depth -= 1
    }

    private mutating func check(_ schema: JSONObject, at path: [String]) throws(SchemaError) {
        for (key, value) in schema {
            let path = path + [key]
            switch key {
            case "type": try checkType(value, at: path)
            case "required": try checkRequired(value, at: path)
            case "$ref": try checkReference(value, at: path)
            case "pattern": try checkPattern(value, at: path)
            case "dependentRequired": try checkDependents(value, at: path)
            case "multipleOf" where value.number.map({ $0.double > 0 }) != true:
                throw error("A number above 0 should be here, not \(value.summary)", path)
            case "uniqueItems" where value.bool == nil:
                throw error("true or false should be here, not \(value.summary)", path)
            case "enum":
                guard let values = value.array, !values.isEmpty else {
                    throw error("A list of at least one value should be here, not \(value.summary)", path)
                }
            case _ where SchemaKeywords.schema.contains(key):
                if value.array != nil { throw error("One schema should be here; for a list use \"prefixItems\"", path) }
                try check(value, at: path)
            case _ where SchemaKeywords.schemaLists.contains(key):
                guard let schemas = value.array, !schemas.isEmpty else {
                    throw error("A list of at least one schema should be here, not \(value.summary)", path)
                }
                for (index, schema) in schemas.enumerated() { try check(schema, at: path + ["\(index)"]) }
            case _ where SchemaKeywords.schemaMaps.contains(key):
                guard let schemas = value.object else {
                    throw error("An object of schemas by name should be here, not \(value.summary)", path)
                }
                for (name, schema) in schemas {
                    if key == "patternProperties" { try checkPattern(.string(name), at: path) }
                    try check(schema, at: path + [name])
                }
            default: try checkPlain(key, value, at: path)
            }
        }
    }

    private func checkPlain(_ key: String, _ value: JSONValue, at path: [String]) throws(SchemaError) {
        if SchemaKeywords.texts.contains(key), value.string == nil {
            throw error("A string should be here, not \(value.summary)", path)
        }
        if SchemaKeywords.numbers.contains(key), value.number == nil {
            throw error("A number should be here, not \(value.summary)", path)
        }
        if SchemaKeywords.counts.contains(key), value.number?.int.map({ $0 >= 0 }) != true {
            throw error("A whole number from 0 should be here, not \(value.summary)", path)
        }
    }

    private func checkType(_ value: JSONValue, at path: [String]) throws(SchemaError) {
        guard let names = value.array ?? value.string.map({ [.string($0)] }), !names.isEmpty else {
            throw error("The name of a type, or a list of names, should be here, not \(value.summary)", path)
        }
        for name in names {
            guard let name = name.string else {
                throw error("The name of a type should be here, not \(name.summary)", path)
            }
            guard SchemaKeywords.types.contains(name) else {
                throw error("'\(name)' is not a type; \(Spelling.hint(for: name, in: SchemaKeywords.types))", path)
            }
        }
    }

    private func checkPattern(_ value: JSONValue, at path: [String]) throws(SchemaError) {
        guard let pattern = value.string else { throw error("A string should be here, not \(value.summary)", path) }
        do throws(ECMAPattern.Fault) {
            _ = try PatternMatcher.compiled(pattern)
        } catch {
            let shown = JSONValue.string(String(pattern.prefix(80)))
            throw self.error("\(shown) is not a regular expression: \(error.message)", path)
        }
    }

    private func checkDependents(_ value: JSONValue, at path: [String]) throws(SchemaError) {
        guard let lists = value.object else {
            throw error("An object of lists of field names should be here, not \(value.summary)", path)
        }
        for (name, list) in lists { try checkRequired(list, at: path + [name]) }
    }

    private func checkRequired(_ value: JSONValue, at path: [String]) throws(SchemaError) {
        guard let names = value.array, names.allSatisfy({ $0.string != nil }) else {
            throw error("A list of field names should be here, not \(value.summary)", path)
        }
    }

    private func checkReference(_ value: JSONValue, at path: [String]) throws(SchemaError) {
        guard let reference = value.string else { throw error("A string should be here, not \(value.summary)", path) }
        guard reference.hasPrefix("#") else {
            throw error("'\(reference)' is not in this schema; only references such as #/$defs/name are followed", path)
        }
        guard root.resolve(reference) != nil else { throw error("There is nothing at '\(reference)'", path) }
    }

    private func error(_ message: String, _ path: [String]) -> SchemaError {
        SchemaError(message: message, place: path.joined(separator: "."))
    }
}

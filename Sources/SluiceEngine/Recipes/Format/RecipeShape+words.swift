import StructuredJSON

extension RecipeShape {
    /// What an error asks for: `a whole number from 1`.
    var needed: String {
        switch self {
        case .text: "text"
        case .choice(let names): names.count == 1 ? "\(names[0])" : "one of \(names.joined(separator: ", "))"
        case .flag: "true or false"
        case .integer(let range) where range.lowerBound == .min: "a whole number"
        case .integer(let range):
            range.upperBound == .max
                ? "a whole number from \(range.lowerBound)"
                : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range, let isAbove):
            (isAbove ? "a number above " : "a number from ") + JSONValue(floatLiteral: range.lowerBound).text()
                + (range.upperBound.isFinite ? " to \(JSONValue(floatLiteral: range.upperBound).text())" : "")
        case .offset: "seconds such as \"10s\""
        case .list(_, let least): least > 0 ? "a list of at least \(least)" : "a list"
        case .keys, .anyMap: "a mapping"
        case .either(let shapes): shapes.map(\.needed).joined(separator: ", or ")
        }
    }

    /// The same as JSON Schema, draft 2020-12.
    var jsonSchema: JSONObject {
        switch self {
        case .text: ["type": "string"]
        case .choice(let names): ["type": "string", "enum": .array(names.map(JSONValue.string))]
        case .flag: ["type": "boolean"]
        case .integer(let range):
            Self.bounded("integer", range.lowerBound.json, range.upperBound.json, range.upperBound == .max)
        case .number(let range, let isAbove):
            Self.bounded(
                "number",
                range.lowerBound.json,
                range.upperBound.json,
                range.upperBound == .infinity,
                least: isAbove ? "exclusiveMinimum" : "minimum"
            )
        case .offset: ["type": "string", "pattern": #"^[0-9]{1,9}(\.[0-9]{1,9})?s$"#]
        case .list(let element, let least):
            least > 0
                ? ["type": "array", "items": .object(element.jsonSchema), "minItems": .number(JSONNumber(least))]
                : ["type": "array", "items": .object(element.jsonSchema)]
        case .keys(let keys): Self.object(keys)
        case .anyMap: ["type": "object"]
        case .either(let shapes): ["anyOf": .array(shapes.map { .object($0.jsonSchema) })]
        }
    }

    private static func bounded(
        _ type: JSONValue,
        _ lower: JSONValue,
        _ upper: JSONValue,
        _ isOpen: Bool,
        least: String = "minimum"
    ) -> JSONObject {
        var schema: JSONObject = ["type": type]
        if lower != Int.min.json { schema[least] = lower }
        if !isOpen { schema["maximum"] = upper }
        return schema
    }

    private static func object(_ keys: [RecipeKey]) -> JSONObject {
        let properties = keys.map { key in
            var schema: JSONObject = ["description": .string(key.about)]
            schema.merge(key.shape.jsonSchema)
            return (key.name, JSONValue.object(schema))
        }
        let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
        var schema: JSONObject = ["type": "object", "properties": .object(JSONObject(properties))]
        if !required.isEmpty { schema["required"] = .array(required) }
        schema["additionalProperties"] = false
        return schema
    }
}

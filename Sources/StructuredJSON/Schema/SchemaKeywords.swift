/// The keywords of JSON Schema draft 2020-12, by what their values are and what we do with them.
enum SchemaKeywords {
    static let types = ["string", "number", "integer", "boolean", "object", "array", "null"]

    /// Keywords whose value is a schema, a list of schemas, or schemas by name.
    static let schema = ["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"]
    static let schemaLists = ["prefixItems", "anyOf", "oneOf", "allOf"]
    static let schemaMaps = ["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"]

    static let texts = ["title", "description", "format", "pattern", "$ref", "$id", "$schema", "$comment"]
    static let numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
    static let counts = [
        "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties", "minContains",
        "maxContains",
    ]

    /// What ``JSONSchema/violations(of:)`` looks at.
    static let checked: Set<String> = [
        "type", "properties", "required", "additionalProperties", "enum", "const", "format", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "items", "prefixItems", "minItems", "maxItems", "anyOf", "oneOf",
        "allOf", "$ref", "not", "if", "then", "else", "pattern", "minLength", "maxLength", "multipleOf", "uniqueItems",
        "contains", "minContains", "maxContains", "minProperties", "maxProperties", "propertyNames",
        "patternProperties",
        "dependentRequired", "dependentSchemas",
    ]

    /// Words for readers, which no value can break.
    static let annotations: Set<String> = [
        "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$schema", "$id",
        "$comment", "$defs", "definitions", "propertyOrdering", "contentEncoding", "contentMediaType",
    ]

    static let known: Set<String> =
        checked.union(annotations).union(schema).union(schemaLists).union(schemaMaps).union(texts).union(numbers)
        .union(counts)
}

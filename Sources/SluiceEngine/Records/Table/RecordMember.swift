import StructuredJSON

/// One member of an object in a record. The reader, the writer and the published schema are made from it.
struct RecordMember<Value: RecordValue>: Sendable {
    let entry: RecordEntry

    var name: String { entry.name }
    var schema: JSONValue { entry.schema }

    /// - Parameters:
    ///   - description: For the schema.
    ///   - isRequired: Whether the schema demands it. The reader never does.
    ///   - isNullable: Whether it is null where there is no value; else it is left out.
    ///   - shape: What the schema and the check go by, where the type tells too little or too much.
    ///   - keywords: More of the schema, such as `minimum`.
    init(
        _ name: String,
        _ description: String? = nil,
        isRequired: Bool = true,
        isNullable: Bool = false,
        shape: RecordShape = Value.shape,
        keywords: JSONObject = [:]
    ) {
        var keywords = keywords
        if let description { keywords["description"] = .string(description) }
        entry = RecordEntry(
            name: name,
            shape: shape,
            isRequired: isRequired,
            isNullable: isNullable,
            keywords: keywords
        )
    }

    /// `nil` when it is missing, null, or of another shape.
    func value(in fields: JSONObject) -> Value? {
        guard let json = fields[entry.name], !json.isNull else { return nil }
        return Value(recorded: json)
    }

    func set(_ value: Value?, in fields: inout JSONObject) {
        if let value {
            fields[entry.name] = value.recorded
        } else {
            fields[entry.name] = entry.isNullable ? JSONValue.null : JSONValue?.none
        }
    }
}

/// A member of an object, whatever the type of its value.
struct RecordEntry: Sendable {
    let name: String
    let shape: RecordShape
    /// Whether the schema demands it.
    let isRequired: Bool
    /// Whether it may be null.
    let isNullable: Bool
    fileprivate let keywords: JSONObject

    /// The JSON Schema of its value.
    var schema: JSONValue {
        var schema = isNullable ? shape.schemaOrNull : shape.schema
        schema.merge(keywords)
        return .object(schema)
    }
}

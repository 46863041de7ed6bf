import StructuredJSON

/// One member of an object in a record. The reader, the writer and the published schema are made from it.
struct RecordMember<Value: RecordValue>: RecordTableEntry {
    let name: String
    let shape: RecordShape
    let isRequired: Bool
    let isNullable: Bool
    private let keywords: JSONObject

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
        self.name = name
        self.shape = shape
        self.isRequired = isRequired
        self.isNullable = isNullable
        var keywords = keywords
        if let description { keywords["description"] = .string(description) }
        self.keywords = keywords
    }

    var schema: JSONValue {
        var schema = isNullable ? shape.schemaOrNull : shape.schema
        schema.merge(keywords)
        return .object(schema)
    }

    /// `nil` when it is missing, null, or of another shape.
    func value(in fields: JSONObject) -> Value? {
        guard let json = fields[name], !json.isNull else { return nil }
        return Value(recorded: json)
    }

    func set(_ value: Value?, in fields: inout JSONObject) {
        if let value {
            fields[name] = value.recorded
        } else {
            fields[name] = isNullable ? JSONValue.null : JSONValue?.none
        }
    }
}

/// A member, whatever the type of its value.
protocol RecordTableEntry: Sendable {
    var name: String { get }
    var shape: RecordShape { get }
    var isRequired: Bool { get }
    var isNullable: Bool { get }
    var schema: JSONValue { get }
}

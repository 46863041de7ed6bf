import StructuredJSON

/// What the answer shall look like (contract §2.5).
struct ResponseFormat: Sendable {
    /// The schema of a JSON answer; an empty one when JSON was asked for without a schema. `nil`: plain text.
    let schema: JSONValue?

    static let text = Self(schema: nil)

    init(schema: JSONValue?) { self.schema = schema }

    /// Reads `response_format`: a typed object, a list of one, or a bare JSON Schema.
    init(_ value: JSONValue?, mimeType: String?, takesBareSchema: Bool) throws(Refusal) {
        switch value {
        case nil, .null: schema = mimeType == "application/json" ? [:] : nil
        case .array(let formats):
            guard formats.count == 1 else {
                throw .unimplemented("The offline model gives one kind of answer: text.")
            }
            schema = try Self.schema(formats[0], at: "response_format[0]", takesBareSchema)
        case .some(let format): schema = try Self.schema(format, at: "response_format", takesBareSchema)
        }
    }

    private static let fields: Shape = .object(["type": .string, "mime_type": .string, "schema": .any])

    private static func schema(
        _ format: JSONValue,
        at path: String,
        _ takesBareSchema: Bool
    ) throws(Refusal) -> JSONValue? {
        guard let object = format.object else {
            throw .payload("Invalid value at '\(path)' (TYPE_MESSAGE), \(format.text().prefix(200))", "wrong type")
        }
        switch object["type"]?.string {
        case "text":
            try fields.check(format, at: path)
            return try text(object, at: path)
        case "audio", "image", "video", "document":
            throw .unimplemented("The offline model gives text only.")
        case .some where takesBareSchema && JSONSchemaForm.isSchema(object): return try checked(format, at: path)
        case nil where takesBareSchema && JSONSchemaForm.isSchema(object): return try checked(format, at: path)
        default: throw .invalidRequest("\(path) is neither a response format nor a JSON Schema.", "response format")
        }
    }

    private static func text(_ object: JSONObject, at path: String) throws(Refusal) -> JSONValue? {
        switch object["mime_type"]?.string {
        case nil, "text/plain":
            guard object["schema"] == nil else {
                throw .invalidRequest("\(path).schema needs mime_type application/json.", "response format")
            }
            return nil
        case "application/json":
            return try object["schema"].map { value throws(Refusal) in try checked(value, at: "\(path).schema") } ?? [:]
        case .some(let other):
            throw .invalidRequest("Unsupported response MIME type: \(other)", "response format")
        }
    }

    private static func checked(_ schema: JSONValue, at path: String) throws(Refusal) -> JSONValue {
        if let problem = JSONSchemaForm.problem(with: schema) {
            throw .invalidRequest("Invalid JSON schema at \(path): \(problem)", "invalid schema")
        }
        return schema
    }
}

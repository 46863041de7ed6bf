public import StructuredJSON

/// What the answer should be (contract §2.5).
public struct ResponseFormat: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// JSON that matches a schema.
    public static func json(schema: JSONValue) -> ResponseFormat {
        Self(fields: ["type": "text", "mime_type": "application/json", "schema": schema])
    }

    /// JSON that matches a schema.
    public static func json(schema: JSONSchema) -> ResponseFormat { json(schema: schema.json) }

    /// JSON of whatever shape.
    public static let json = Self(fields: ["type": "text", "mime_type": "application/json"])
    public static let text = Self(fields: ["type": "text"])
}

public import StructuredJSON

/// What the model may use (contract §2.6). What it has no name for is kept and sent.
public struct Tool: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// A function of ours. The model asks for it with a `function_call`, and waits for the `function_result`.
    ///
    /// - Parameters:
    ///   - description: What it does and when to use it; the model decides by this.
    ///   - parameters: An object's schema. `nil` for a function without any.
    public static func function(_ name: String, description: String, parameters: JSONSchema? = nil) -> Tool {
        var fields: JSONObject = ["type": "function", "name": .string(name), "description": .string(description)]
        fields["parameters"] = parameters?.json
        return Tool(fields: fields)
    }

    public static let googleSearch = Tool(fields: ["type": "google_search"])
    public static let codeExecution = Tool(fields: ["type": "code_execution"])
    public static let urlContext = Tool(fields: ["type": "url_context"])
}

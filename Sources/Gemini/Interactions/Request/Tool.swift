public import StructuredJSON

/// What the model may use (contract §2.6). What it has no name for is kept and sent.
///
/// A function of yours that ``Conversation/say(_:rounds:)`` and ``ChatSession`` run:
///
/// ```swift
/// struct WeatherQuery: Decodable { let city: String }
/// let weather = Tool("get_weather", "The weather in a city.") { (query: WeatherQuery) in
///     try await forecast(for: query.city)
/// }
/// ```
public struct Tool: JSONBacked {
    public var fields: JSONObject
    /// Runs it. `nil` for a tool of the service, and for a function that the caller runs.
    let function: Function?

    typealias Function = @Sendable (JSONValue) async throws -> JSONValue

    public init(fields: JSONObject) { self.init(fields: fields, function: nil) }

    init(fields: JSONObject, function: Function?) {
        self.fields = fields
        self.function = function
    }

    /// Of a function.
    public var name: String? { fields["name"] }

    /// A function that the caller runs. The model asks for it with a `function_call`, and waits for the `function_result`.
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

/// Two tools are equal when the model is told the same of them.
extension Tool {
    public static func == (a: Tool, b: Tool) -> Bool { a.fields == b.fields }
    public func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}

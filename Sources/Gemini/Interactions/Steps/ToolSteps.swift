public import StructuredJSON

/// The model used a tool of the service's own (contract §3.3). It needs no answer.
public struct ToolCallStep: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var tool: ServiceTool { ServiceTool(step: fields, suffix: "_call") }
    public var id: String { fields["id"] ?? "" }
    /// `queries`, `urls`, `code` and `language`, `function_names`, by the tool.
    public var arguments: JSONObject { fields["arguments"] ?? [:] }
    /// Must go back unchanged in a conversation without server state.
    public var signature: String? { fields["signature"] }
    /// Of an MCP server's tool.
    public var name: String? { fields["name"] }
    /// Of an MCP server's tool.
    public var serverName: String? { fields["server_name"] }
}

/// What a tool of the service gave.
public struct ToolResultStep: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var tool: ServiceTool { ServiceTool(step: fields, suffix: "_result") }
    public var callID: String { fields["call_id"] ?? "" }
    /// A text, or a list of whatever the tool finds. `nil` for tools whose results stay with the service.
    public var result: JSONValue? { fields["result"] }
    public var isError: Bool { fields["is_error"] ?? false }
    /// Must go back unchanged in a conversation without server state.
    public var signature: String? { fields["signature"] }
    /// Of an MCP server's tool.
    public var name: String? { fields["name"] }
    /// Of an MCP server's tool.
    public var serverName: String? { fields["server_name"] }
}

/// A tool that the service runs itself.
public struct ServiceTool: RawRepresentable, Hashable, Sendable, CaseIterable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let codeExecution = Self(rawValue: "code_execution")
    public static let googleSearch = Self(rawValue: "google_search")
    public static let urlContext = Self(rawValue: "url_context")
    public static let googleMaps = Self(rawValue: "google_maps")
    public static let fileSearch = Self(rawValue: "file_search")
    public static let mcpServerTool = Self(rawValue: "mcp_server_tool")
    /// Reads media as the model sees fit.
    public static let processing = Self(rawValue: "processing")
    public static let retrieval = Self(rawValue: "retrieval")
    public static let toolSearch = Self(rawValue: "tool_search")

    /// Those of contract §3.3.
    public static let allCases: [Self] = [
        .codeExecution, .googleSearch, .urlContext, .googleMaps, .fileSearch, .mcpServerTool, .processing, .retrieval,
        .toolSearch,
    ]

    fileprivate init(step: JSONObject, suffix: String) {
        self.init(rawValue: String((step["type", as: String.self] ?? "").dropLast(suffix.count)))
    }
}

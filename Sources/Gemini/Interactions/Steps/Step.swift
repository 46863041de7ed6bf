public import StructuredJSON

/// One step of an interaction: what was said, thought, called or answered (contract §3.3).
///
/// An open union. A conversation without server state sends every step back as it came; steps that this version does not
/// know are ``other(_:)``.
public enum Step: Hashable, Sendable {
    case userInput(MessageStep)
    case modelOutput(MessageStep)
    case thought(ThoughtStep)
    case functionCall(FunctionCallStep)
    case functionResult(FunctionResultStep)
    /// The model used one of the service's own tools.
    case toolCall(ToolCallStep)
    case toolResult(ToolResultStep)
    case other(JSONValue)

    public static func userInput(_ content: [Content]) -> Step {
        .userInput(MessageStep(fields: ["type": "user_input", "content": content.json]))
    }
}

extension Step: JSONConvertible {
    public init?(json: JSONValue) {
        guard let fields = json.object else {
            self = .other(json)
            return
        }
        self =
            switch fields["type", as: String.self] {
            case "user_input": .userInput(MessageStep(fields: fields))
            case "model_output": .modelOutput(MessageStep(fields: fields))
            case "thought": .thought(ThoughtStep(fields: fields))
            case "function_call": .functionCall(FunctionCallStep(fields: fields))
            case "function_result": .functionResult(FunctionResultStep(fields: fields))
            case let type? where Self.calls.contains(type): .toolCall(ToolCallStep(fields: fields))
            case let type? where Self.results.contains(type): .toolResult(ToolResultStep(fields: fields))
            default: .other(json)
            }
    }

    public var json: JSONValue {
        switch self {
        case .userInput(let step), .modelOutput(let step): step.json
        case .thought(let step): step.json
        case .functionCall(let step): step.json
        case .functionResult(let step): step.json
        case .toolCall(let step): step.json
        case .toolResult(let step): step.json
        case .other(let json): json
        }
    }

    private static let calls = Set(ServiceTool.allCases.map { $0.rawValue + "_call" })
    private static let results = Set(ServiceTool.allCases.map { $0.rawValue + "_result" })
}

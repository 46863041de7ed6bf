public import StructuredJSON

/// What an interaction is asked (contract §2.2).
public enum InteractionInput: Hashable, Sendable {
    case text(String)
    /// One turn of several blocks, in this order.
    case content([Content])
    /// A whole conversation.
    case steps([Step])
}

extension InteractionInput: JSONConvertible {
    public init?(json: JSONValue) {
        switch json {
        case .string(let text): self = .text(text)
        case .object: self = .content([json].compactMap(Content.init(json:)))
        case .array(let elements):
            let isContent = elements.allSatisfy { Self.blocks.contains($0["type"]?.string ?? "text") }
            self = isContent ? .content([Content](json: json) ?? []) : .steps([Step](json: json) ?? [])
        default: return nil
        }
    }

    /// Blocks go inside a `user_input` step, as the official library sends them.
    public var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .content(let content): [Step.userInput(content).json]
        case .steps(let steps): steps.json
        }
    }

    /// The same as steps: a text or blocks are one `user_input`.
    public var steps: [Step] {
        switch self {
        case .text(let text): [.userInput([.text(text)])]
        case .content(let content): [.userInput(content)]
        case .steps(let steps): steps
        }
    }

    private static let blocks: Set = ["text", "image", "audio", "video", "document"]
}

extension InteractionInput: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(arrayLiteral elements: Content...) { self = .content(elements) }
}

import StructuredJSON

/// The forms of `input`, made into one: a list of steps (contract §2.2).
enum InteractionInput {
    private static let blocks: Set<String> = ["text", "image", "audio", "video", "document"]

    /// - Parameter json: of the right shape.
    static func steps(_ json: JSONValue?) throws(Refusal) -> [JSONValue] {
        switch json {
        case nil, .null: throw .invalidRequest("input is required.", "missing input")
        case .string(let text):
            guard !text.isEmpty else { throw .invalidRequest("input is empty.", "empty input") }
            return [userInput([textBlock(text)])]
        case .array(let elements): return try steps(elements)
        case .some(let block):
            guard isBlock(block) else {
                throw .invalidRequest("A step must be given in a list.", "input form")
            }
            return try checked([userInput([block])])
        }
    }

    private static func steps(_ elements: [JSONValue]) throws(Refusal) -> [JSONValue] {
        guard !elements.isEmpty else { throw .invalidRequest("input is empty.", "empty input") }
        if elements.allSatisfy(isBlock) { return try checked([userInput(elements)]) }
        guard !elements.contains(where: isBlock) else {
            throw .invalidRequest("input must hold either content or steps, not both.", "input form")
        }
        return try checked(elements.map(withContentList))
    }

    /// - Throws: ``Refusal`` when the thought before an answer is missing, or has lost its signature (contract §5).
    static func checkThoughts(_ steps: [JSONValue]) throws(Refusal) {
        for (index, step) in steps.enumerated() where step["type"] == "model_output" {
            let before = index > 0 ? steps[index - 1] : .null
            guard before["type"] == "thought", before["signature"]?.string?.isEmpty == false else {
                throw Refusal(
                    status: 400,
                    shape: .named("missing_thought_signature"),
                    message: "input[\(index)]: the thought before it, or its signature, is missing.",
                    violation: "missing thought"
                )
            }
        }
    }

    private static func isBlock(_ value: JSONValue) -> Bool {
        value["type"]?.string.map(blocks.contains) ?? false
    }

    private static func userInput(_ content: [JSONValue]) -> JSONValue {
        ["type": "user_input", "content": .array(content)]
    }

    private static func textBlock(_ text: String) -> JSONValue {
        ["type": "text", "text": .string(text)]
    }

    /// One sample of the documentation gives `content` as a plain string.
    private static func withContentList(_ step: JSONValue) -> JSONValue {
        guard let text = step["content"]?.string, var object = step.object else { return step }
        object["content"] = [textBlock(text)]
        return .object(object)
    }

    private static func checked(_ steps: [JSONValue]) throws(Refusal) -> [JSONValue] {
        for (index, step) in steps.enumerated() {
            let type = step["type"]?.string ?? ""
            if type == "user_input", step["content"]?.array?.isEmpty ?? true {
                throw .invalidRequest("input[\(index)].content is empty.", "empty input")
            }
            for (place, block) in (step["content"]?.array ?? []).enumerated() {
                try check(block, at: "input[\(index)].content[\(place)]")
            }
        }
        guard steps.contains(where: { $0["type"]?.string != "thought" }) else {
            throw .invalidRequest("input holds nothing but thoughts.", "empty input")
        }
        return steps
    }

    private static func checkOffsets(_ block: JSONValue, at path: String) throws(Refusal) {
        func offset(_ name: String) -> Double? { block["processing"]?[name]?.string.flatMap(Clip.seconds) }
        guard let start = offset("start_offset"), let end = offset("end_offset"), end <= start else { return }
        throw .invalidRequest("\(path).processing.end_offset must come after start_offset.", "offsets")
    }

    private static func check(_ block: JSONValue, at path: String) throws(Refusal) {
        let type = block["type"]?.string ?? ""
        if type == "text" {
            guard block["text"]?.string != nil else {
                throw .invalidRequest("\(path).text is missing.", "missing text")
            }
            return
        }
        let data = block["data"]?.string
        let uri = block["uri"]?.string
        let mimeType = block["mime_type"]?.string
        switch (data, uri) {
        case (nil, nil): throw .invalidRequest("\(path) needs one of data and uri.", "data and uri missing")
        case (.some, .some): throw .invalidRequest("\(path) has both data and uri.", "data and uri")
        case (.some, nil) where mimeType == nil:
            throw .invalidRequest("\(path).mime_type is required with data.", "missing mime type")
        default: break
        }
        try checkOffsets(block, at: path)
        if let mimeType, !BlockTypes.allows(mimeType, in: type) {
            throw .invalidArgument("Unsupported MIME type: \(mimeType)", "mime type")
        }
    }
}

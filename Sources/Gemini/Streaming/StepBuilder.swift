import Foundation
import StructuredJSON

/// One step while it arrives (contract §4.4).
struct StepBuilder {
    private var fields: JSONObject
    /// `nil` as long as there is no list of content at all.
    private var content: [JSONValue]?
    /// The block at the end, while it may still grow.
    private var open: Open?
    private var summary: [JSONValue] = []
    private var arguments = ""
    /// How much of the arguments was checked. A service may end a step as often as it likes.
    private var checkedLength = 0

    /// Pieces are kept apart from the JSON they end in: appending to a text inside a value would copy the text each time.
    private enum Open {
        case text(JSONObject, String, annotations: [JSONValue])
        case audio(JSONObject, Data)
    }

    init(_ step: JSONObject) {
        fields = step
        if let text = step["content"]?.string {
            content = []
            open = .text(["type": "text"], text, annotations: [])
        } else if let blocks = step["content"]?.array {
            content = blocks
            reopenText()
        }
        summary = step["summary"]?.array ?? []
    }

    /// A step whose beginning was not announced, as far as its first piece tells what it is.
    init?(startingWith delta: StepDelta) {
        let type: String? =
            switch delta.type {
            case "text", "text_annotation_delta", "image", "audio", "video", "document": "model_output"
            case "thought_summary", "thought_signature": "thought"
            case "arguments_delta": "function_call"
            case let type where Self.isTool(type): type
            default: nil
            }
        guard let type else { return nil }
        self.init(["type": .string(type)])
    }

    /// Takes a piece. One of an unknown kind is skipped, as the service asks.
    mutating func add(_ delta: StepDelta) {
        let piece = delta.delta
        switch delta.type {
        case "text": addText(piece)
        case "text_annotation_delta": addAnnotations(piece["annotations"]?.array ?? [])
        case "image", "video", "document": addBlock(piece)
        case "audio": addAudio(piece)
        case "thought_summary": addSummary(piece["content"])
        case "thought_signature": overwrite(with: ["signature": piece["signature"] ?? ""])
        case "arguments_delta": addArguments(piece["arguments"])
        case let type where Self.isTool(type): overwrite(with: piece.without("type"))
        default: break
        }
    }

    /// The step so far.
    ///
    /// - Throws: ``GeminiError`` of kind `invalid_output` when the arguments of a call came to no JSON.
    func step() throws(GeminiError) -> JSONValue {
        var step = fields
        if let content { step["content"] = .array(content + (open.map { [Self.block($0)] } ?? [])) }
        if !summary.isEmpty { step["summary"] = .array(summary) }
        if let arguments = try checkedArguments() { step["arguments"] = arguments }
        return .object(step)
    }

    /// Checks what came, at the end of the step.
    ///
    /// - Throws: ``GeminiError`` of kind `invalid_output` when the arguments of a call came to no JSON.
    mutating func check() throws(GeminiError) {
        guard checkedLength != arguments.utf8.count else { return }
        checkedLength = arguments.utf8.count
        _ = try checkedArguments()
    }

    /// The arguments of a call that came in pieces. `nil` when none did.
    private func checkedArguments() throws(GeminiError) -> JSONValue? {
        guard !arguments.isEmpty else { return nil }
        do {
            var valuesLeft = ServiceCall.mostValues
            return try JSONValue(parsing: Array(arguments.utf8), valuesLeft: &valuesLeft)
        } catch {
            throw GeminiError(.invalidOutput, "The arguments of a function call are not JSON: \(error)")
        }
    }

    private static func isTool(_ type: String) -> Bool { type.hasSuffix("_call") || type.hasSuffix("_result") }
}

extension StepBuilder {
    private mutating func addText(_ piece: JSONObject) {
        let text: String = piece["text"] ?? ""
        guard case .text(let block, var soFar, var annotations) = open else {
            close()
            var block: JSONObject = ["type": "text"]
            block.merge(piece.without("text"))
            let annotations = Self.takeAnnotations(from: &block)
            open = .text(block, text, annotations: annotations)
            return
        }
        // One owner, so that both grow in place.
        open = nil
        soFar += text
        annotations += piece["annotations"]?.array ?? []
        open = .text(block, soFar, annotations: annotations)
    }

    private mutating func addAnnotations(_ annotations: [JSONValue]) {
        addText(["text": "", "annotations": .array(annotations)])
    }

    private mutating func addBlock(_ piece: JSONObject) {
        close()
        content?.append(.object(piece))
    }

    /// The pieces of one recording become one block.
    private mutating func addAudio(_ piece: JSONObject) {
        guard let data = piece["data"]?.string.flatMap({ Data(base64Encoded: $0) }) else { return addBlock(piece) }
        let block = piece.without("data")
        guard case .audio(let soFar, var bytes) = open, soFar == block else {
            close()
            open = .audio(block, data)
            return
        }
        open = nil
        bytes.append(data)
        open = .audio(block, bytes)
    }

    private mutating func addSummary(_ block: JSONValue?) {
        guard let block else { return }
        guard var fields = block.object, fields["type"] == nil, fields["text"] != nil else {
            summary.append(block)
            return
        }
        fields["type"] = "text"
        summary.append(.object(fields))
    }

    /// An object instead of a piece of text is the arguments themselves.
    private mutating func addArguments(_ piece: JSONValue?) {
        switch piece {
        case .string(let text): arguments.append(text)
        case .object: fields["arguments"] = piece
        default: break
        }
    }

    /// A signature that is there is not replaced by an empty one.
    private mutating func overwrite(with piece: JSONObject) {
        for (key, value) in piece where key != "signature" || value.string?.isEmpty == false { fields[key] = value }
    }

    private mutating func close() {
        if content == nil { content = [] }
        if let open { content?.append(Self.block(open)) }
        open = nil
    }

    private mutating func reopenText() {
        guard let last = content?.last?.object, case .text(let block)? = Content(json: .object(last)) else { return }
        content?.removeLast()
        var rest = last.without("text")
        let annotations = Self.takeAnnotations(from: &rest)
        open = .text(rest, block.text, annotations: annotations)
    }

    /// An empty list stays where it is: it is what the service sent.
    private static func takeAnnotations(from block: inout JSONObject) -> [JSONValue] {
        guard let annotations = block["annotations"]?.array, !annotations.isEmpty else { return [] }
        block["annotations"] = nil
        return annotations
    }

    private static func block(_ open: Open) -> JSONValue {
        switch open {
        case .text(var block, let text, let annotations):
            block["text"] = .string(text)
            if !annotations.isEmpty { block["annotations"] = .array(annotations) }
            return .object(block)
        case .audio(var block, let data):
            block["data"] = .string(data.base64EncodedString())
            return .object(block)
        }
    }
}

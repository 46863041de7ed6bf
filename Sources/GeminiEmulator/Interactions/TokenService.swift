import StructuredJSON

/// `models/M:countTokens` (contract §7.3), for clients that ask before they pay.
struct TokenService: Sendable {
    let options: EmulatorOptions
    let resolver: MediaResolver
    let model: OfflineModel

    func count(_ name: String, _ request: EmulatorRequest) async throws -> EmulatorReply {
        guard let name = ModelName(name) else { throw Refusal.modelNotFound(name) }
        let body: JSONValue
        let bytes = try await request.bytes(upTo: options.largestRequest)
        do throws(JSONError) {
            body = try JSONValue(parsing: bytes)
        } catch {
            throw Refusal.payload("Invalid JSON payload received. \(error)", "malformed JSON")
        }
        try Self.shape.check(body)
        let inner = Self.member(body, "generate_content_request", "generateContentRequest") ?? body
        guard let contents = inner["contents"]?.array, !contents.isEmpty else {
            throw Refusal.invalidArgument(
                "* CountTokensRequest.contents: contents is not specified",
                "missing contents"
            )
        }
        let system = Self.member(inner, "system_instruction", "systemInstruction").map { [$0] } ?? []
        var turns: [Turn] = []
        defer { resolver.cleanUp(turns) }
        for content in system + contents {
            var parts: [Turn.Part] = []
            defer { turns.append(Turn(isUser: content["role"] != "model", parts: parts)) }
            for part in content["parts"]?.array ?? [] { parts.append(try resolver.part(try Self.block(part))) }
        }
        let prompt = Prompt(turns: turns, system: nil, format: .text, isBeforeGemini3: name.isBeforeGemini3)
        let counts = try await model.answer(prompt).inputTokens
        return .json([
            "totalTokens": counts.reduce(0) { $0 + $1.tokens }.json,
            "promptTokensDetails": .array(
                counts.map { ["modality": .string($0.modality.uppercased()), "tokenCount": $0.tokens.json] }
            ),
        ])
    }

    private static func member(_ value: JSONValue, _ names: String...) -> JSONValue? {
        names.lazy.compactMap { value[$0] }.first
    }

    /// A part of generateContent as a block of Interactions.
    private static func block(_ part: JSONValue) throws(Refusal) -> JSONValue {
        if let text = part["text"]?.string { return ["type": "text", "text": .string(text)] }
        let data = member(part, "inline_data", "inlineData")
        guard let media = data ?? member(part, "file_data", "fileData") else {
            throw .invalidArgument("A part needs text, inline_data or file_data.", "part")
        }
        var block = JSONObject()
        let type = member(media, "mime_type", "mimeType")?.string
        let major = type.map { String($0.prefix { $0 != "/" }) } ?? ""
        block["type"] = ["image", "audio", "video"].contains(major) ? major : "document"
        block["mime_type"] = type
        block["data"] = media["data"]
        block["uri"] = member(media, "file_uri", "fileUri")
        return .object(block)
    }

    private static let contents: [String: Shape] = {
        let blob = Shape.object(["mime_type": .string, "mimeType": .string, "data": .base64, "display_name": .string])
        let file = Shape.object([
            "mime_type": .string, "mimeType": .string, "file_uri": .string, "fileUri": .string, "display_name": .string,
        ])
        let content = Shape.object([
            "role": .string,
            "parts": .list(
                .object([
                    "text": .string, "inline_data": blob, "inlineData": blob, "file_data": file, "fileData": file,
                ])
            ),
        ])
        return [
            "contents": .list(content), "system_instruction": content, "systemInstruction": content, "tools": .any,
            "model": .string, "generation_config": .any, "generationConfig": .any,
        ]
    }()

    private static let shape = Shape.object(
        contents.merging([
            "generate_content_request": .object(contents), "generateContentRequest": .object(contents),
        ]) { first, _ in first }
    )
}

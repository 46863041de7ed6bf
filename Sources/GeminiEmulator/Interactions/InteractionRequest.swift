import StructuredJSON

/// The body of `POST interactions`, checked (contract §2).
struct InteractionRequest: Sendable {
    let model: ModelName
    /// The input as steps, whatever form it came in.
    let input: [JSONValue]
    let system: String?
    let config: GenerationConfig
    let format: ResponseFormat
    let isStreamed: Bool
    let isStored: Bool
    let isBackground: Bool
    let previousID: String?
    let serviceTier: String

    init(_ bytes: [UInt8]) throws(Refusal) {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw .payload("Invalid JSON payload received. \(error)", "malformed JSON")
        }
        try Shape.createInteraction.check(json)
        let body = json.object ?? [:]

        model = try Self.model(in: body)
        system = body["system_instruction"]
        config = try GenerationConfig(body["generation_config"], model: model)
        format = try ResponseFormat(body["response_format"], mimeType: body["response_mime_type"])
        isStreamed = body["stream"] ?? false
        isStored = body["store"] ?? true
        isBackground = body["background"] ?? false
        previousID = body["previous_interaction_id"]
        serviceTier = body["service_tier"] ?? "standard"
        input = try InteractionInput.steps(body["input"])

        guard isStored || !isBackground else {
            throw .invalidRequest("background=true needs store=true.", "background without store")
        }
        if let token: String = body["continuation_token"] {
            throw .invalidRequest("Unknown continuation_token: \(token)", "continuation token")
        }
    }

    private static func model(in body: JSONObject) throws(Refusal) -> ModelName {
        let model: String? = body["model"]
        let agent: String? = body["agent"]
        switch (model, agent) {
        case (nil, nil): throw .invalidRequest("One of model and agent is required.", "missing model")
        case (.some, .some): throw .invalidRequest("Only one of model and agent may be given.", "model and agent")
        case (nil, .some): throw .unimplemented("The emulator has no agents.")
        case (.some(let model), nil):
            guard let name = ModelName(model) else { throw .modelNotFound(model) }
            return name
        }
    }
}

import StructuredJSON

/// The body of `POST interactions`, checked (contract §2).
struct InteractionRequest: Sendable {
    let model: ModelName
    /// The input as steps, whatever form it came in.
    var input: [JSONValue]
    let system: String?
    let config: GenerationConfig
    let format: ResponseFormat
    let isStreamed: Bool
    let isStored: Bool
    let isBackground: Bool
    let previousID: String?
    let serviceTier: String
    /// Where the answer before stopped.
    let continuation: ContinuationToken?

    init(_ bytes: [UInt8], _ options: EmulatorOptions) throws(Refusal) {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw .payload("Invalid JSON payload received. \(error)", "malformed JSON")
        }
        try Shape.createInteraction.check(json)
        let body = json.object ?? [:]

        model = try Self.model(in: body)
        try RequestExtras.check(body)
        system = body["system_instruction"]
        config = try GenerationConfig(body["generation_config"], model: model)
        format = try ResponseFormat(
            body["response_format"],
            mimeType: body["response_mime_type"],
            takesBareSchema: options.takesBareSchema
        )
        isStreamed = body["stream"] ?? false
        isStored = body["store"] ?? true
        isBackground = body["background"] ?? false
        previousID = body["previous_interaction_id"]
        serviceTier = body["service_tier"] ?? "standard"
        continuation = try body["continuation_token", as: String.self].map { text throws(Refusal) in
            try ContinuationToken(text)
        }
        input = try Self.input(body["input"], continuation, isStored: isStored, previousID: previousID)

        if options.needsThoughtSignatures { try InteractionInput.checkThoughts(input) }

        guard isStored || !isBackground else {
            throw .invalidRequest("background=true needs store=true.", "background without store")
        }
        guard continuation == nil || !isBackground else {
            throw .invalidRequest("A continuation cannot run in the background.", "continuation")
        }
    }

    /// A stored answer goes on where it stopped, without its input; one that is not stored needs it again
    /// (contract §3.6).
    private static func input(
        _ input: JSONValue?,
        _ continuation: ContinuationToken?,
        isStored: Bool,
        previousID: String?
    ) throws(Refusal) -> [JSONValue] {
        guard let continuation else { return try InteractionInput.steps(input) }
        guard isStored else {
            guard previousID == nil else {
                throw .invalidRequest("previous_interaction_id does not go with store=false here.", "continuation")
            }
            return try InteractionInput.steps(input)
        }
        guard input == nil || input == .null else {
            throw .invalidRequest("A stored answer is continued without input.", "continuation")
        }
        guard previousID == continuation.interaction else {
            throw .invalidRequest("previous_interaction_id is not the one that gave the token.", "continuation")
        }
        return []
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

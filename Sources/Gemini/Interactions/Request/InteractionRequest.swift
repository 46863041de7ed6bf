public import StructuredJSON

/// The body of `POST /interactions` (contract §2.1). What it has no name for is kept and sent.
public struct InteractionRequest: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// - Parameter store: See ``store``.
    public init(
        model: String,
        input: InteractionInput,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        responseFormat: ResponseFormat? = nil,
        tools: [Tool]? = nil,
        previousInteractionID: String? = nil,
        serviceTier: ServiceTier? = nil,
        store: Bool? = nil
    ) {
        fields = ["model": .string(model), "input": input.json]
        self.systemInstruction = systemInstruction
        self.generationConfig = generationConfig
        self.responseFormat = responseFormat
        self.tools = tools
        self.previousInteractionID = previousInteractionID
        self.serviceTier = serviceTier
        self.store = store
    }

    public var model: String? {
        get { fields["model"] }
        set { fields["model"] = newValue }
    }

    /// In place of a model.
    public var agent: String? {
        get { fields["agent"] }
        set { fields["agent"] = newValue }
    }

    public var agentConfig: JSONObject? {
        get { fields["agent_config"] }
        set { fields["agent_config"] = newValue }
    }

    public var input: InteractionInput? {
        get { fields["input"] }
        set { fields["input"] = newValue }
    }

    /// Not inherited from a previous interaction.
    public var systemInstruction: String? {
        get { fields["system_instruction"] }
        set { fields["system_instruction"] = newValue }
    }

    /// Not inherited from a previous interaction.
    public var generationConfig: GenerationConfig? {
        get { fields["generation_config"] }
        set { fields["generation_config"] = newValue }
    }

    /// Not inherited from a previous interaction.
    public var tools: [Tool]? {
        get { fields["tools"] }
        set { fields["tools"] = newValue }
    }

    /// Not inherited from a previous interaction.
    public var responseFormat: ResponseFormat? {
        get { fields["response_format"] }
        set { fields["response_format"] = newValue }
    }

    /// Several formats, for answers of several kinds; on the wire in the place of ``responseFormat``.
    public var responseFormats: [ResponseFormat]? {
        get { fields["response_format"] }
        set { fields["response_format"] = newValue }
    }

    /// Deprecated by the service in favour of ``responseFormat``.
    public var responseModalities: [String]? {
        get { fields["response_modalities"] }
        set { fields["response_modalities"] = newValue }
    }

    /// Whether the answer was asked for as events, in a request that was sent: a server may want to know.
    ///
    /// ``Interactions/create(_:)`` asks for a whole answer and ``Interactions/stream(_:)`` for events, whatever stands here. So
    /// setting it has no effect.
    public var stream: Bool? {
        get { fields["stream"] }
        @available(*, deprecated, message: "It has no effect: call create(_:) or stream(_:)")
        set {}
    }

    /// Whether the service keeps the interaction, for up to 55 days.
    ///
    /// Where it is `nil`, `false` is sent, unless the request runs in the background or goes on from a stored interaction: the first
    /// is only possible with what is stored, the second is asked for by somebody who stores.
    public var store: Bool? {
        get { fields["store"] }
        set { fields["store"] = newValue }
    }

    /// Answers at once with `in_progress`. The service stores it.
    public var background: Bool? {
        get { fields["background"] }
        set { fields["background"] = newValue }
    }

    /// Goes on from a stored interaction.
    public var previousInteractionID: String? {
        get { fields["previous_interaction_id"] }
        set { fields["previous_interaction_id"] = newValue }
    }

    /// Goes on with an answer that was too long for one request (contract §3.6).
    public var continuationToken: String? {
        get { fields["continuation_token"] }
        set { fields["continuation_token"] = newValue }
    }

    public var serviceTier: ServiceTier? {
        get { fields["service_tier"] }
        set { fields["service_tier"] = newValue }
    }

    /// Objects with `type`, `threshold` and `method`.
    public var safetySettings: [JSONObject]? {
        get { fields["safety_settings"] }
        set { fields["safety_settings"] = newValue }
    }

    /// Keys and values of at most 63 characters.
    public var labels: [String: String]? {
        get { fields["labels"] }
        set { fields["labels"] = newValue }
    }

    /// Deprecated by the service.
    public var cachedContent: String? {
        get { fields["cached_content"] }
        set { fields["cached_content"] = newValue }
    }

    /// An agent's sandbox: an object, or the id of one.
    public var environment: JSONValue? {
        get { fields["environment"] }
        set { fields["environment"] = newValue }
    }

    public var webhookConfig: JSONObject? {
        get { fields["webhook_config"] }
        set { fields["webhook_config"] = newValue }
    }
}

extension InteractionRequest {
    /// The request as it is sent: what does not say whether it is stored is not, as far as that is possible.
    var withStorageDecided: InteractionRequest {
        guard store == nil, background != true, previousInteractionID == nil else { return self }
        var request = self
        request.store = false
        return request
    }
}

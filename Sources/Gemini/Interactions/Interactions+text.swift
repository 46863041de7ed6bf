// The same with a text that is no literal.
extension Interactions {
    /// Asks a model with a text: see ``create(model:input:systemInstruction:generationConfig:responseFormat:tools:previousInteractionID:serviceTier:store:)-(_,InteractionInput,_,_,_,_,_,_,_)``.
    public func create(
        model: String,
        input: String,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        responseFormat: ResponseFormat? = nil,
        tools: [Tool]? = nil,
        previousInteractionID: String? = nil,
        serviceTier: ServiceTier? = nil,
        store: Bool? = nil
    ) async throws -> Interaction {
        try await create(
            model: model,
            input: .text(input),
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            responseFormat: responseFormat,
            tools: tools,
            previousInteractionID: previousInteractionID,
            serviceTier: serviceTier,
            store: store
        )
    }

    /// Asks a model for a value of a type, with a text.
    public func create<Value: StructuredOutput>(
        model: String,
        input: String,
        as type: Value.Type,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        store: Bool? = nil
    ) async throws -> Value {
        try await create(
            model: model,
            input: .text(input),
            as: type,
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            store: store
        )
    }

    /// Asks a model with a text and gives the answer while it is made.
    public func stream(
        model: String,
        input: String,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        previousInteractionID: String? = nil,
        store: Bool? = nil
    ) -> InteractionStream {
        stream(
            model: model,
            input: .text(input),
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            previousInteractionID: previousInteractionID,
            store: store
        )
    }
}

extension Interactions {
    /// Asks a model and gives the answer while it is made. Nothing is sent before the first event is asked for.
    ///
    /// ```swift
    /// for try await text in gemini.interactions.stream(request).text { print(text, terminator: "") }
    /// ```
    public func stream(_ request: InteractionRequest) -> InteractionStream {
        InteractionStream(client: client, start: .create(request.withStorageDecided))
    }

    /// Asks a model and gives the answer while it is made.
    public func stream(
        model: String,
        input: InteractionInput,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        previousInteractionID: String? = nil,
        store: Bool? = nil
    ) -> InteractionStream {
        stream(
            InteractionRequest(
                model: model,
                input: input,
                systemInstruction: systemInstruction,
                generationConfig: generationConfig,
                previousInteractionID: previousInteractionID,
                store: store
            )
        )
    }

    /// The events of a stored interaction: from its beginning, or from the one after an event (contract §4.5).
    public func stream(of id: String, after event: String? = nil) -> InteractionStream {
        InteractionStream(client: client, start: .attach(id: id, after: event))
    }
}

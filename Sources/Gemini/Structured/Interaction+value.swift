public import StructuredJSON

extension Interaction {
    /// The answer as JSON that matches a schema.
    ///
    /// - Throws: ``GeminiError`` for an answer that is not whole, is no JSON or does not match. It has the text and the usage.
    public func checkedJSON(matching schema: JSONSchema? = nil) throws(GeminiError) -> JSONValue {
        let text = try checkedText()
        do {
            return try AnswerJSON.value(of: text, matching: schema)
        } catch {
            throw error.of(self)
        }
    }

    /// The answer as a value of a type, checked against the type's schema before it is decoded.
    ///
    /// - Throws: ``GeminiError``, as ``checkedJSON(matching:)`` does.
    public func value<Value: StructuredOutput>(as type: Value.Type = Value.self) throws(GeminiError) -> Value {
        let json = try checkedJSON(matching: Value.schema)
        do {
            return try AnswerJSON.decode(from: json)
        } catch {
            var failure = GeminiError(.invalidOutput, "The answer is no \(Value.self): \(error)")
            failure.partialText = outputText
            throw failure.of(self)
        }
    }
}

extension Interactions {
    /// Asks a model for a value of a type. The request's ``InteractionRequest/responseFormat`` is that of the type.
    ///
    /// - Throws: ``GeminiError``, before anything is sent when the type and its schema do not agree; or `CancellationError`.
    public func create<Value: StructuredOutput>(_ request: InteractionRequest, as type: Value.Type) async throws
        -> Value
    {
        try Value.checkSchema()
        var request = request
        request.responseFormat = .json(schema: Value.schema)
        return try await create(request).value()
    }

    /// Asks a model for a value of a type.
    public func create<Value: StructuredOutput>(
        model: String,
        input: InteractionInput,
        as type: Value.Type,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        store: Bool? = nil
    ) async throws -> Value {
        let request = InteractionRequest(
            model: model,
            input: input,
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            store: store
        )
        return try await create(request, as: type)
    }
}

extension GeminiError {
    fileprivate func of(_ interaction: Interaction) -> GeminiError {
        var copy = self
        copy.usage = interaction.usage
        copy.status = interaction.status
        return copy
    }
}

import HTTP
import HTTPTypes
import StructuredJSON

/// The service's conversations with models (contract §2).
public struct Interactions: Sendable {
    let client: GeminiClient

    /// Asks a model. Returns what it answered, whatever the status: see ``Interaction/checkedText()``.
    ///
    /// - Throws: ``GeminiError``, or `CancellationError`.
    public func create(_ request: InteractionRequest) async throws -> Interaction {
        try await interaction(
            ServiceCall(
                method: .post,
                path: "interactions",
                body: request.json,
                headers: Self.headers,
                timeout: client.generationTimeout
            )
        )
    }

    /// Asks a model.
    public func create(
        model: String,
        input: InteractionInput,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        responseFormat: ResponseFormat? = nil,
        previousInteractionID: String? = nil,
        store: Bool? = nil
    ) async throws -> Interaction {
        try await create(
            InteractionRequest(
                model: model,
                input: input,
                systemInstruction: systemInstruction,
                generationConfig: generationConfig,
                responseFormat: responseFormat,
                previousInteractionID: previousInteractionID,
                store: store
            )
        )
    }

    /// A stored interaction; its steps begin with the input when that is asked for.
    public func get(_ id: String, includeInput: Bool = false) async throws -> Interaction {
        let query = includeInput ? [(name: "include_input", value: "true")] : []
        return try await interaction(
            ServiceCall(method: .get, path: path(id), query: query, headers: Self.headers)
        )
    }

    /// Stops an interaction that runs in the background.
    public func cancel(_ id: String) async throws -> Interaction {
        try await interaction(ServiceCall(method: .post, path: "\(path(id))/cancel", headers: Self.headers))
    }

    /// Deletes a stored interaction.
    public func delete(_ id: String) async throws {
        try await client.performIgnoringBody(
            ServiceCall(method: .delete, path: path(id), headers: Self.headers)
        )
    }

    private func interaction(_ call: ServiceCall) async throws -> Interaction {
        let json = try await client.perform(call)
        guard let interaction = Interaction(json: json) else {
            throw GeminiError(.server, "The service's answer is no interaction but \(json.typeName)")
        }
        return interaction
    }

    private func path(_ id: String) -> String { "interactions/\(id.percentEncoded)" }

    /// The revision that these types are written to; the service's guide sends it (contract §1.3).
    private static let headers: HTTPFields = [.apiRevision: "2026-05-20"]
}

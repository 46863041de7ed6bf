import HTTPTypes
import SluiceHTTP
import SluiceSupport
import StructuredJSON

/// The service's conversations with models (contract §2).
public struct Interactions: Sendable {
    let client: GeminiClient

    /// Asks a model; nothing is stored unless ``InteractionRequest/store`` says so. Returns what it answered, whatever the status: see ``Interaction/checkedText()``.
    ///
    /// An answer longer than one request may give is followed, up to 32 requests, and comes as one (contract §3.6).
    ///
    /// - Throws: ``GeminiError``, or `CancellationError`.
    public func create(_ request: InteractionRequest) async throws -> Interaction {
        let request = request.withStorageDecided
        var parts = Parts(of: request)
        var next = request
        while true {
            let part: Interaction
            do {
                part = try await interaction(.creating(next, timeout: client.generationTimeout))
            } catch let error as GeminiError {
                throw error.with(parts.merged(with: Interaction(fields: [:])))
            }
            guard let following = parts.next(after: part) else { return parts.merged(with: part) }
            parts.add(part)
            next = following
        }
    }

    /// Asks a model.
    public func create(
        model: String,
        input: InteractionInput,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        responseFormat: ResponseFormat? = nil,
        tools: [Tool]? = nil,
        previousInteractionID: String? = nil,
        serviceTier: ServiceTier? = nil,
        store: Bool? = nil
    ) async throws -> Interaction {
        try await create(
            InteractionRequest(
                model: model,
                input: input,
                systemInstruction: systemInstruction,
                generationConfig: generationConfig,
                responseFormat: responseFormat,
                tools: tools,
                previousInteractionID: previousInteractionID,
                serviceTier: serviceTier,
                store: store
            )
        )
    }

    /// A stored interaction; its steps begin with the input when that is asked for.
    public func get(_ id: String, includeInput: Bool = false) async throws -> Interaction {
        let query = includeInput ? [(name: "include_input", value: "true")] : []
        var call = ServiceCall(method: .get, path: path(id), query: query, headers: Self.headers)
        // A stored input may have its media in it.
        call.largestAnswer = includeInput ? 2 * ServiceCall.largestGeneration : ServiceCall.largestGeneration
        return try await interaction(call)
    }

    /// Stops an interaction that runs in the background.
    public func cancel(_ id: String) async throws -> Interaction {
        try await interaction(
            ServiceCall(
                method: .post,
                path: "\(path(id))/cancel",
                headers: Self.headers,
                largestAnswer: ServiceCall.largestGeneration
            )
        )
    }

    /// Deletes a stored interaction.
    public func delete(_ id: String) async throws {
        try await client.performIgnoringBody(
            ServiceCall(method: .delete, path: path(id), headers: Self.headers)
        )
    }

    private func interaction(_ call: ServiceCall) async throws -> Interaction {
        try await client.perform(call) { json in try Interaction(answer: json, key: client.key) }
    }

    private func path(_ id: String) -> String { "interactions/\(id.percentEncoded)" }

    /// The revision that these types are written to; the service's guide sends it (contract §1.3).
    static let headers: HTTPFields = [.apiRevision: "2026-05-20"]
}

extension ServiceCall {
    /// - Parameter isStreamed: Whether the answer is to come as events. What the request says of that does not count.
    static func creating(_ request: InteractionRequest, timeout: Duration, isStreamed: Bool = false) -> ServiceCall {
        var fields = request.fields
        fields["stream"] = isStreamed ? true : nil
        return ServiceCall(
            method: .post,
            path: "interactions",
            body: .object(fields),
            headers: Interactions.headers,
            timeout: timeout,
            largestAnswer: ServiceCall.largestGeneration
        )
    }
}

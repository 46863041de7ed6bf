public import Gemini
import SluiceEngine
public import SluiceStages
import StructuredJSON

/// Asks a model about a file.
///
/// Nothing is kept by the service. An answer that is blocked, cut short, empty or of the wrong shape is an error.
public struct Generate<Output: Sendable>: Stage {
    public var name: String { "Generate" }
    public let signature: String
    private let request: InteractionRequest
    private let prompt: String
    private let gemini: GeminiClient
    private let check: @Sendable () throws -> Void
    private let decode: @Sendable (Interaction) throws -> Output

    private init(
        _ prompt: String,
        model: String,
        systemInstruction: String?,
        generationConfig: GenerationConfig?,
        responseFormat: ResponseFormat?,
        gemini: GeminiClient,
        check: @escaping @Sendable () throws -> Void = {},
        decode: @escaping @Sendable (Interaction) throws -> Output
    ) {
        request = InteractionRequest(
            model: model,
            input: .content([]),
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            responseFormat: responseFormat,
            store: false
        )
        signature = "Generate \(prompt) \(request.json.text(.canonical))"
        self.prompt = prompt
        self.gemini = gemini
        self.check = check
        self.decode = decode
    }

    public func run(_ file: UploadedFile) async throws -> Output {
        try check()
        var request = request
        request.input = [.text(prompt), file.content]
        guard let context = ItemContext.current else {
            return try decode(try await gemini.interactions.create(request))
        }
        let (service, media) = (GeminiService(gemini), await tokens(of: file))
        let interaction = try await context.generation(
            model: request.model ?? "",
            tier: request.serviceTier?.rawValue ?? "standard",
            atMost: (media + prompt.utf8.count, request.generationConfig?.maxOutputTokens ?? Self.longestAnswer)
        ) { call in
            let interaction = try await service.client(for: call).interactions.create(request)
            return (interaction, interaction.usage.map { TokenUsage($0) })
        }
        return try decode(interaction)
    }

    /// The longest answer of today's models (contract §7.2).
    private static var longestAnswer: Int { 65_536 }

    /// The most that the file counts as. Rules are approximate, and a guess may be wrong by half.
    private func tokens(of file: UploadedFile) async -> Int {
        let count = await GeminiService(gemini).tokens(of: file.media, as: MediaUse(), for: request.model ?? "")
        return count.isGuess ? count.tokens.multiplied(with: 2) : count.tokens.adding(count.tokens / 4)
    }
}

extension Generate where Output: StructuredOutput {
    /// Asks for a value of a type.
    ///
    /// Running it fails before it asks where the type and its schema do not agree; `checkSchema()` of the type says so at once.
    public init(
        _ prompt: String,
        as type: Output.Type,
        using gemini: GeminiClient,
        model: String = "gemini-3.5-flash",
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil
    ) {
        self.init(
            prompt,
            model: model,
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            responseFormat: .json(schema: Output.schema.json),
            gemini: gemini,
            check: type.checkSchema
        ) { try $0.value() }
    }
}

extension Generate where Output == String {
    /// Asks for text.
    public init(
        _ prompt: String,
        using gemini: GeminiClient,
        model: String = "gemini-3.5-flash",
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil
    ) {
        self.init(
            prompt,
            model: model,
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            responseFormat: nil,
            gemini: gemini
        ) { try $0.checkedText() }
    }
}

public import Foundation
public import StructuredJSON

/// A conversation with a model, turn by turn.
///
/// A value: a copy goes its own way from there on, so a fork is an assignment. A turn that fails changes nothing.
///
/// ```swift
/// var chat = Conversation(with: gemini, model: "gemini-3.5-flash")
/// try await chat.say("I have 2 dogs in my house.")
/// print(try await chat.say("How many paws are in my house?").outputText)
/// ```
///
/// An actor, a class and a variable outside of functions hold a ``ChatSession`` instead.
public struct Conversation: Sendable {
    /// Who remembers what was said.
    public enum Memory: String, Hashable, Sendable {
        /// Nobody but this value: nothing is stored, and every turn sends all steps again as they came (contract §5).
        case local
        /// The service does, by `previous_interaction_id`, and keeps it for up to 55 days.
        case stored = "service"
    }

    public let memory: Memory
    public var model: String
    // The service inherits none of these from turn to turn: they are sent with each.
    public var systemInstruction: String?
    public var generationConfig: GenerationConfig?
    public var tools: [Tool]?
    public var responseFormat: ResponseFormat?
    public var serviceTier: ServiceTier?

    /// All that was said and answered here, step by step, as it came.
    public private(set) var history: [Step] = []
    /// The last interaction, where the service remembers it.
    public private(set) var previousInteractionID: String?
    private let gemini: GeminiClient

    /// - Parameters:
    ///   - memory: Nothing is stored unless this is ``Memory/stored``.
    ///   - tools: Functions of yours, which ``say(_:rounds:)`` runs, and tools of the service.
    ///   - previousInteractionID: A stored interaction to go on from. Only with ``Memory/stored``.
    public init(
        with gemini: GeminiClient,
        model: String,
        memory: Memory = .local,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        tools: [Tool]? = nil,
        responseFormat: ResponseFormat? = nil,
        serviceTier: ServiceTier? = nil,
        previousInteractionID: String? = nil
    ) {
        precondition(memory == .stored || previousInteractionID == nil, "A local conversation is not at the service")
        self.gemini = gemini
        self.model = model
        self.memory = memory
        self.systemInstruction = systemInstruction
        self.generationConfig = generationConfig
        self.tools = tools
        self.responseFormat = responseFormat
        self.serviceTier = serviceTier
        self.previousInteractionID = previousInteractionID
    }

    /// Takes a turn: says something, and gives the answer.
    ///
    /// The answer is whole, or asks for functions to be called: see ``answer(_:)``.
    ///
    /// - Throws: ``GeminiError`` for an answer that is not, or `CancellationError`.
    @discardableResult
    public mutating func say(_ input: InteractionInput) async throws -> Interaction {
        let interaction = try await gemini.interactions.create(request(input))
        try record(input, answer: interaction)
        return interaction
    }

    /// Takes a turn with a text: see ``say(_:)-(InteractionInput)``.
    @discardableResult
    public mutating func say(_ text: String) async throws -> Interaction { try await say(.text(text)) }

    /// Takes a turn whose answer is given while it is made.
    ///
    /// The turn counts only when the answer is whole and `forEach` threw nothing.
    ///
    /// ```swift
    /// try await chat.stream("Tell me more.") { print($0.text ?? "", terminator: "") }
    /// ```
    @discardableResult
    public mutating func stream(
        _ input: InteractionInput,
        forEach: (InteractionEvent) async throws -> Void
    ) async throws -> Interaction {
        var whole: Interaction?
        for try await event in gemini.interactions.stream(request(input)) {
            try await forEach(event)
            if case .completed(let event) = event { whole = event.interaction }
        }
        guard let whole else { throw StreamReader.cutOff }
        try record(input, answer: whole)
        return whole
    }

    /// Takes a turn with a text, whose answer is given while it is made.
    @discardableResult
    public mutating func stream(
        _ text: String,
        forEach: (InteractionEvent) async throws -> Void
    ) async throws -> Interaction {
        try await stream(.text(text), forEach: forEach)
    }

    /// Takes a turn that gives the model what its functions gave; see ``Interaction/functionCalls``.
    @discardableResult
    public mutating func answer(_ results: [FunctionResultStep]) async throws -> Interaction {
        try await say(.steps(results.map(Step.functionResult)))
    }

    /// The request that a turn sends.
    public func request(_ input: InteractionInput) -> InteractionRequest {
        let isLocal = memory == .local
        return InteractionRequest(
            model: model,
            input: isLocal && !history.isEmpty ? .steps(Self.replayed(history) + input.steps) : input,
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            responseFormat: responseFormat,
            tools: tools,
            previousInteractionID: isLocal ? nil : previousInteractionID,
            serviceTier: serviceTier,
            store: !isLocal
        )
    }

    /// Counts a turn whose ``request(_:)`` was sent by other hands.
    ///
    /// - Throws: ``GeminiError`` for an answer that a conversation cannot go on from; then nothing has changed.
    public mutating func record(_ input: InteractionInput, answer: Interaction) throws(GeminiError) {
        let interaction = try answer.checked()
        if memory == .stored {
            guard !interaction.id.isEmpty else {
                throw GeminiError(.server, "The service gave no id to go on from", hint: "use the local memory")
            }
            previousInteractionID = interaction.id
        }
        history += input.steps
        history += interaction.steps.filter { if case .userInput = $0 { false } else { true } }
    }

    private static func replayed(_ steps: [Step]) -> [Step] { steps.filter { !$0.isUnsignedThought } }
}

extension Conversation {
    /// The conversation as JSON, each step as it came.
    public var json: JSONValue {
        var fields: JSONObject = ["model": .string(model), "memory": .string(memory.rawValue)]
        fields["system_instruction"] = systemInstruction
        fields["generation_config"] = generationConfig
        fields["tools"] = tools
        fields["response_format"] = responseFormat
        fields["service_tier"] = serviceTier
        fields["previous_interaction_id"] = previousInteractionID
        fields["steps"] = history.json
        return .object(fields)
    }

    /// Takes up a conversation that was put down as ``json``. `nil` when it is none.
    public init?(with gemini: GeminiClient, json: JSONValue) {
        guard let fields = json.object, let model: String = fields["model"],
            let memory = fields["memory", as: String.self].flatMap(Memory.init), let steps = fields["steps"]?.array
        else { return nil }
        self.init(
            with: gemini,
            model: model,
            memory: memory,
            systemInstruction: fields["system_instruction"],
            generationConfig: fields["generation_config"],
            tools: fields["tools"],
            responseFormat: fields["response_format"],
            serviceTier: fields["service_tier"],
            previousInteractionID: memory == .stored ? fields["previous_interaction_id"] : nil
        )
        history = steps.compactMap(Step.init(json:))
    }
}

/// Encoded, a conversation is one string: the text of its ``json``, so that no coder changes a byte of it.
///
/// Decoding needs a client: `JSONDecoder().decode(Conversation.self, from: data, configuration: gemini)`.
extension Conversation: Encodable, DecodableWithConfiguration {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(json.text())
    }

    public init(from decoder: any Decoder, configuration gemini: GeminiClient) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let json = try? JSONValue(parsing: text), let conversation = Conversation(with: gemini, json: json) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is no conversation")
        }
        self = conversation
    }
}

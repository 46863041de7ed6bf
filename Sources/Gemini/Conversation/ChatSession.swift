import SluiceSupport

/// A conversation that several tasks may use: each turn begins when the one before it has ended.
///
/// ```swift
/// let session = ChatSession(with: gemini, model: "gemini-3.5-flash", tools: [weather])
/// let answer = try await session.say("Do I need an umbrella in Oslo?")
/// print(answer.outputText)
/// ```
///
/// Functions of yours are run: see ``Conversation/say(_:rounds:)-(InteractionInput,_)``. A turn that fails changes nothing.
public actor ChatSession {
    /// All that was said so far. To save a session, encode this; to restore it, decode a ``Conversation`` and begin with it.
    public private(set) var conversation: Conversation
    private let turns = AsyncSemaphore(permits: 1)

    /// Goes on with a conversation.
    ///
    /// - Parameter tools: Replace those of the conversation. One that was decoded knows the names of its functions, and not what they do.
    public init(_ conversation: Conversation, tools: [Tool]? = nil) {
        var conversation = conversation
        if let tools { conversation.tools = tools }
        self.conversation = conversation
    }

    /// Begins a conversation. The parameters are those of a ``Conversation``.
    public init(
        with gemini: GeminiClient,
        model: String,
        memory: Conversation.Memory = .local,
        systemInstruction: String? = nil,
        generationConfig: GenerationConfig? = nil,
        tools: [Tool]? = nil
    ) {
        conversation = Conversation(
            with: gemini,
            model: model,
            memory: memory,
            systemInstruction: systemInstruction,
            generationConfig: generationConfig,
            tools: tools
        )
    }

    /// Takes a turn, after those that were asked for before, and runs the functions that the model asks for.
    ///
    /// - Parameter rounds: How many times functions may be run.
    /// - Throws: ``GeminiError``, also when that is not enough; `CancellationError`, also when cancelled before the turn began.
    @discardableResult
    public func say(_ input: InteractionInput, rounds: Int = 8) async throws -> Interaction {
        try await turns.withPermit {
            var chat = conversation
            let answer = try await chat.say(input, rounds: rounds)
            conversation = chat
            return answer
        }
    }

    /// Takes a turn with a text: see ``say(_:rounds:)-(InteractionInput,_)``.
    @discardableResult
    public func say(_ text: String, rounds: Int = 8) async throws -> Interaction {
        try await say(.text(text), rounds: rounds)
    }

    /// Takes a turn whose answers are given while they are made, and runs the functions that the model asks for.
    @discardableResult
    public func stream(
        _ input: InteractionInput,
        rounds: Int = 8,
        forEach: @Sendable (InteractionEvent) async throws -> Void
    ) async throws -> Interaction {
        try await turns.withPermit {
            var chat = conversation
            let answer = try await chat.stream(input, rounds: rounds, forEach: forEach)
            conversation = chat
            return answer
        }
    }

    /// Takes a turn with a text whose answers are given while they are made.
    @discardableResult
    public func stream(
        _ text: String,
        rounds: Int = 8,
        forEach: @Sendable (InteractionEvent) async throws -> Void
    ) async throws -> Interaction {
        try await stream(.text(text), rounds: rounds, forEach: forEach)
    }

    /// Takes a turn that gives the model what functions without a closure gave.
    @discardableResult
    public func answer(_ results: [FunctionResultStep]) async throws -> Interaction {
        try await say(.steps(results.map(Step.functionResult)))
    }

    /// A session of its own that goes on from the last turn that has ended.
    public func fork() -> ChatSession { ChatSession(conversation) }
}

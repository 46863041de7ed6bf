import ArgumentParser
import Foundation
import Sluice

/// Who remembers the conversation. Nobody, when nothing is said.
struct MemoryOptions: ParsableArguments {
    @Flag(help: "Let the service keep this, so that --continue can go on from it.")
    var store = false

    @Option(name: .customLong("continue"), help: ArgumentHelp("Go on from a stored interaction.", valueName: "id|last"))
    var previous: String?

    @Option(
        help: "Keep the conversation, its model and its system instruction in a file. Made anew, sent whole, added to."
    )
    var history: String?

    func validate() throws {
        if history != nil, store || previous != nil {
            throw ValidationError(
                "--history keeps the conversation here, --store and --continue at the service: use one."
            )
        }
    }

    var isStored: Bool { store || previous != nil }
    var isKept: Bool { isStored || history != nil }

    /// The conversation that the question belongs to, with the settings of the command line.
    func conversation(with gemini: GeminiClient, set command: AskCommand) throws -> Conversation {
        var conversation = try start(with: gemini)
        if let model = command.model.model { conversation.model = model }
        if let system = command.model.system { conversation.systemInstruction = try InputText.resolving(system) }
        // What a file remembers is its model and its system instruction; the rest is for this turn.
        conversation.serviceTier = command.model.tier.map { ServiceTier(rawValue: $0.rawValue) }
        let generation = command.answer.generation(command.model)
        conversation.generationConfig = generation.isEmpty ? nil : GenerationConfig(fields: generation)
        conversation.responseFormat = try command.answer.parsedSchema().map { ResponseFormat.json(schema: $0) }
        return conversation
    }

    private func start(with gemini: GeminiClient) throws -> Conversation {
        if let history {
            if let kept = try HistoryFile(history).conversation(with: gemini) { return kept }
            return Conversation(with: gemini, model: Self.model, memory: .local)
        }
        guard isStored else { return Conversation(with: gemini, model: Self.model, memory: .local) }
        return Conversation(
            with: gemini,
            model: Self.model,
            memory: .stored,
            previousInteractionID: try previous.map { try $0 == "last" ? LastInteraction.id() : $0 }
        )
    }

    private static let model = "gemini-3.5-flash"
}

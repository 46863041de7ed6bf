import ArgumentParser
import Foundation
import Sluice

/// One question and its answer, from files to exit code.
struct Question: Sendable {
    let command: AskCommand
    let conversation: Conversation
    private let gemini: GeminiClient

    init(_ command: AskCommand, _ conversation: Conversation, using gemini: GeminiClient) {
        self.command = command
        self.conversation = conversation
        self.gemini = gemini
    }

    /// - Throws: ``Complaint``, or `CancellationError`.
    func ask(_ attachments: Attachments) async throws {
        let prompt = try prompt()
        do {
            let blocks = try await attachments.send()
            try await take(blocks.isEmpty ? .text(prompt) : .content([.text(prompt)] + blocks))
        } catch let error as GeminiError {
            throw error.complaint
        }
    }

    private func take(_ input: InteractionInput) async throws {
        let printer = AnswerPrinter(command.answer)
        var request = conversation.request(input)
        if command.memory.isStored { request.store = true }
        let interaction: Interaction
        if command.answer.isStreamed {
            interaction = try await printer.show(gemini.interactions.stream(request))
        } else {
            interaction = try await gemini.interactions.create(request)
            printer.show(interaction)
        }
        if command.answer.usage { Console.error.line(UsageLine.text(interaction, model: conversation.model)) }
        try await conclude(input, interaction, printer)
    }

    private func conclude(_ input: InteractionInput, _ interaction: Interaction, _ printer: AnswerPrinter) async throws
    {
        let text = try interaction.checkedText()
        if command.memory.isStored, !interaction.id.isEmpty, !command.service.offline {
            LastInteraction.remember(interaction.id)
            if !command.answer.json { Console.error.line("Stored as \(interaction.id.printable)") }
        }
        if let history = command.memory.history {
            var longer = conversation
            try longer.record(input, answer: interaction)
            try HistoryFile(history).save(longer, after: conversation.history)
        }
        guard let schema = try command.answer.parsedSchema() else { return }
        _ = try AnswerJSON.value(of: text, matching: schema)
    }

    private func prompt() throws -> String {
        let text = try promptText()
        guard !text.allSatisfy(\.isWhitespace) else { throw Complaint(.usage, "The prompt is empty.") }
        return text
    }

    private func promptText() throws -> String {
        guard command.prompt == "-" else { return try InputText.resolving(command.prompt) }
        let data = try FileHandle.standardInput.readToEnd() ?? Data()
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Complaint(.usage, "The prompt on standard input is not UTF-8 text.")
        }
        return text
    }
}

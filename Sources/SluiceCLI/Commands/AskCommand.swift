import ArgumentParser
import Foundation
import Sluice

struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Asks a model one thing, with or without files; the answer goes to standard output.",
        discussion: """
            Examples:
              sluice ask "How does AI work?"
              sluice ask "Tell me about this instrument" organ.jpg
              sluice ask "What happens here?" clip.mp4 --start 10s --end 20s --fps 0.5
              sluice ask "What is in the table?" paper.pdf --pages 3-5 --schema "title, rows [string]"
              git diff | sluice ask "Write a commit message for this" -
              sluice ask @prompt.txt notes.txt | tee answer.txt

            Going on:
              sluice ask --store "I have 2 dogs"      then   sluice ask --continue last "How many paws?"
              sluice ask --history pets.json "I have 2 dogs"   and the same again with the next question

            Without --store, --continue or --history nothing is kept, neither at the service nor here; uploads are deleted.
            An answer that is not whole is printed as far as it came, and the exit code is 1.
            """
    )

    @Argument(help: "What to ask. @FILE reads it from a file, - from standard input.")
    var prompt: String

    @Argument(help: ArgumentHelp("Files, sent after the prompt in this order; - is standard input.", valueName: "file"))
    var files: [String] = []

    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Answer") var answer: AnswerOptions
    @OptionGroup(title: "Parts of files") var clip: ClipOptions
    @OptionGroup(title: "Conversation") var memory: MemoryOptions

    func validate() throws {
        if files.filter({ $0 == "-" }).count + (prompt == "-" ? 1 : 0) > 1 {
            throw ValidationError("Standard input can be read once: use - for the prompt or for one file.")
        }
    }

    func run() async throws {
        try await reporting {
            let gemini = try service.client()
            if service.offline, memory.isStored {
                Console.error.line("sluice: the built-in emulator forgets everything when this command ends.")
            }
            let question = Question(self, try memory.conversation(with: gemini, set: self), using: gemini)
            let attachments = Attachments(self, using: gemini)
            do {
                try await Interruptible.run { try await question.ask(attachments) }
            } catch {
                // Nothing goes on from a question that failed.
                await attachments.delete()
                throw error
            }
            // A conversation that is kept refers to its files.
            if !memory.isKept { await attachments.delete() }
        }
    }
}

import Sluice
import SluiceSupport
import Synchronization

/// Puts an answer on standard output, and nothing else there.
struct AnswerPrinter {
    let options: AnswerOptions
    private let isTerminal = Console.output.isTerminal

    init(_ options: AnswerOptions) { self.options = options }

    /// Shows an answer while it is made, and gives the whole.
    func show(_ stream: InteractionStream) async throws -> Interaction {
        var isAtLineStart = true
        var hasText = false
        defer {
            if !isAtLineStart { Console.output.line("") }
        }
        func write(_ text: String) {
            guard !text.isEmpty, !options.json else { return }
            Console.output.write(shown(text))
            isAtLineStart = text.hasSuffix("\n")
            hasText = true
        }
        for try await event in stream {
            if options.json { Console.output.line(Self.line(event).text()) }
            if let thought = event.thoughtSummary, options.thoughts { showThought(thought) }
            write(event.text ?? "")
            guard case .completed(let event) = event else { continue }
            // An answer that came in one piece.
            if !hasText { write(event.interaction.outputText) }
            return event.interaction
        }
        throw CancellationError()
    }

    /// Shows an answer as far as there is one.
    func show(_ interaction: Interaction) {
        if options.thoughts {
            for case .thought(let thought) in interaction.steps {
                for case .text(let block) in thought.summary { showThought(block.text) }
            }
        }
        guard !options.json else { return Console.output.line(Self.withText(interaction).text(.pretty)) }
        let text = interaction.outputText
        guard !text.isEmpty else { return }
        Console.output.write(shown(text) + (text.hasSuffix("\n") ? "" : "\n"))
    }

    private func showThought(_ text: String) {
        Console.error.line(text.sanitized(for: .terminalText))
    }

    /// A model's words may be those of a stranger's file; a terminal must not obey them. A pipe gets them as they are.
    private func shown(_ text: String) -> String { isTerminal ? text.sanitized(for: .terminalText) : text }

    private static func line(_ event: InteractionEvent) -> JSONValue {
        guard case .completed(var last) = event else { return event.json }
        last.fields["interaction"] = withText(last.interaction)
        return last.json
    }

    private static func withText(_ interaction: Interaction) -> JSONValue {
        var fields = interaction.fields
        fields["output_text"] = .string(interaction.outputText)
        return .object(fields)
    }
}

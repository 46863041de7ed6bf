import Gemini
import StructuredJSON

/// The turns of one item, and who remembers them.
struct Dialogue {
    let recipe: Recipe
    let gemini: GeminiClient
    /// The part of the recording that is asked about. `nil`: all of it.
    let part: RecordingPart?
    private let isForTranscriber: Bool
    /// Everything said so far, where the service remembers nothing. Most dialogues end with the first answer.
    private var said: [(blocks: [Content], answer: Interaction)] = []
    private var previousID: String?
    private var previousText: String?
    /// Whether the last answer is among what was said.
    private var isHeard = false

    init(recipe: Recipe, gemini: GeminiClient, part: RecordingPart? = nil) {
        self.recipe = recipe
        self.gemini = gemini
        self.part = part
        isForTranscriber = recipe.isForTranscriber
    }

    /// What a turn gave, whole or not.
    struct Answer {
        /// With the text that there is.
        let turn: ResultRecord.Turn
        /// Words with times, where the service told them.
        let words: [Transcript.Segment]?
        fileprivate let failure: GeminiError?
        fileprivate let response: Recipe.Response

        /// The answer's JSON, when JSON was asked for.
        ///
        /// - Throws: ``GeminiError`` for an answer that is not whole, is not JSON or does not match.
        func data() throws(GeminiError) -> JSONValue? {
            if let failure { throw failure }
            return response == .text ? nil : try AnswerJSON.value(of: turn.text, matching: response.schema)
        }

        /// What is wrong with an answer that may come out right when it is asked for again.
        var fault: GeminiError? {
            do {
                _ = try data()
                return nil
            } catch {
                return error.kind == .invalidOutput ? error : nil
            }
        }
    }

    /// Asks one turn.
    ///
    /// - Parameter fault: What was wrong with the answer to this turn, when it is asked for again.
    mutating func take(
        _ turn: Recipe.Turn,
        about work: ItemWork,
        correcting fault: GeminiError? = nil
    ) async throws -> Answer {
        if recipe.conversation == .stored, previousText != nil, previousID == nil { throw Self.nameless }
        let context = work.context(previous: previousText)
        var blocks = fault != nil && isHeard ? [] : self.blocks(of: turn, work, context)
        if let fault { blocks.append(.text(Self.note(on: fault))) }
        isHeard = false
        let interaction = try await gemini.interactions.create(request(turn, blocks, context))
        var failure: GeminiError?
        do throws(GeminiError) {
            remember(blocks, interaction, try interaction.checkedText())
        } catch {
            failure = error
        }
        return Answer(
            turn: ResultRecord.Turn(
                text: interaction.outputText,
                interactionID: interaction.id.isEmpty ? nil : interaction.id,
                status: interaction.status.rawValue,
                usage: interaction.usage,
                part: part?.span
            ),
            words: WordInfo.segments(of: interaction),
            failure: failure,
            response: isForTranscriber ? .text : turn.response
        )
    }

    private func blocks(of turn: Recipe.Turn, _ work: ItemWork, _ context: TemplateContext) -> [Content] {
        let blocks = turn.input.flatMap { $0.blocks(work.attachments, context) }.map { $0.restricted(to: part) }
        // A transcriber takes sound and settings, and no instructions.
        if isForTranscriber { return blocks.filter { if case .text = $0 { false } else { true } } }
        let isFirst = previousText == nil
        let hints = isFirst ? recipe.transcript?.hints(for: part) ?? [] : []
        return blocks + hints.map { Content.text($0) }
    }

    private func request(_ turn: Recipe.Turn, _ blocks: [Content], _ context: TemplateContext) -> InteractionRequest {
        let isStored = recipe.conversation == .stored
        let config = recipe.generationConfig(of: turn)
        var request = InteractionRequest(
            model: recipe.model,
            input: isStored || said.isEmpty ? .content(blocks) : .steps(steps + [.userInput(blocks)]),
            systemInstruction: isForTranscriber ? nil : recipe.system?.render(context),
            generationConfig: config.isEmpty ? nil : GenerationConfig(fields: config),
            responseFormat: isForTranscriber ? nil : turn.response.format,
            previousInteractionID: previousID,
            store: isStored || recipe.store
        )
        if recipe.serviceTier != .standard { request.serviceTier = ServiceTier(rawValue: recipe.serviceTier.rawValue) }
        return request
    }

    /// What the model is told of an answer that cannot be used.
    private static func note(on fault: GeminiError) -> String {
        """
        Your last answer could not be used: \(fault.message). Answer the same question again, \
        in exactly the form that was asked for and with nothing around it.
        """
    }

    private mutating func remember(_ blocks: [Content], _ interaction: Interaction, _ text: String) {
        previousText = text
        isHeard = true
        guard recipe.conversation == .stateless else {
            previousID = interaction.id.isEmpty ? nil : interaction.id
            return
        }
        said.append((blocks, interaction))
    }

    /// Everything said so far, replayed as it came (contract §5).
    private var steps: [Step] {
        said.flatMap { blocks, answer in
            [.userInput(blocks)]
                + answer.steps.filter { step in
                    if case .userInput = step { false } else { !step.isUnsignedThought }
                }
        }
    }

    private static let nameless = GeminiError(
        .failed,
        "The service gave the answer before no id to go on from",
        hint: "conversation: stateless needs none"
    )
}

extension Recipe.Input {
    /// The blocks of this part of a turn.
    fileprivate func blocks(_ attachments: [UploadedFile], _ context: TemplateContext) -> [Content] {
        switch self {
        case .text(let template): [.text(template.render(context))]
        case .media(let choice):
            attachments.filter { choice.modality == nil || choice.modality == $0.media.modality }.map(\.content)
        }
    }
}

extension Recipe.Response {
    var schema: JSONSchema? { if case .schema(let schema) = self { schema } else { nil } }

    var format: ResponseFormat? {
        switch self {
        case .text: nil
        case .json: .json
        case .schema(let schema): .json(schema: schema.json)
        }
    }
}

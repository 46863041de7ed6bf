import SluiceMedia
import StructuredJSON

/// The turns of one item: composes each request from the recipe, the files and what was said before.
struct Dialogue {
    let recipe: Recipe
    let service: any ModelService
    let question: Question
    /// The part of the recording that is asked about. `nil`: all of it.
    let part: RecordingPart?
    private let isTranscriber: Bool
    /// Everything that was said and heard so far.
    private var history: [ModelRequest.Exchange] = []
    private var previousText: String?
    /// Whether the last answer is among what was said.
    private var isHeard = false

    init(recipe: Recipe, service: any ModelService, question: Question, part: RecordingPart?) {
        self.recipe = recipe
        self.service = service
        self.question = question
        self.part = part
        isTranscriber = service.capabilities(of: recipe.model).isTranscriber
    }

    /// Asks one turn.
    ///
    /// - Parameter fault: What was wrong with the answer to this turn, when it is asked for again.
    mutating func take(_ turn: Recipe.Turn, correcting fault: Failure? = nil) async throws -> GivenAnswer {
        let context = question.item.context(previous: previousText)
        var input = fault != nil && isHeard ? [] : parts(of: turn, context)
        if let fault { input.append(.text(Self.note(on: fault))) }
        isHeard = false
        let answer = try await service.answer(request(turn, input, context), in: question.requests.call)
        if answer.failure == nil {
            previousText = answer.text
            isHeard = true
            history.append(ModelRequest.Exchange(input: input, answer: answer))
        }
        return GivenAnswer(answer: answer, response: isTranscriber ? .text : turn.response)
    }

    private func parts(of turn: Recipe.Turn, _ context: TemplateContext) -> [ModelRequest.Part] {
        let parts = turn.input.flatMap { input -> [ModelRequest.Part] in
            switch input {
            case .text(let template): [.text(template.render(context))]
            case .media(let choice):
                question.attachments.filter { choice.modality == nil || choice.modality == $0.media.modality }
                    .map { .media($0, clip: part?.clip) }
            }
        }
        let hints = previousText == nil ? recipe.transcript?.hints(for: part) ?? [] : []
        return parts + hints.map { .text($0) }
    }

    private func request(
        _ turn: Recipe.Turn,
        _ input: [ModelRequest.Part],
        _ context: TemplateContext
    ) -> ModelRequest {
        var settings = recipe.generation
        settings.merge(turn.generation)
        var request = ModelRequest(
            model: recipe.model,
            input: input,
            systemInstruction: recipe.system?.render(context),
            response: turn.response,
            settings: settings,
            serviceTier: recipe.serviceTier,
            memory: recipe.conversation,
            isStored: recipe.store
        )
        request.history = history
        request.transcription = recipe.transcript
        return request
    }

    /// What the model is told of an answer that cannot be used.
    private static func note(on fault: Failure) -> String {
        """
        Your last answer could not be used: \(fault.message). Answer the same question again, \
        in exactly the form that was asked for and with nothing around it.
        """
    }
}

/// What a turn gave, whole or not.
struct GivenAnswer {
    let answer: ModelAnswer
    let response: Recipe.Response

    var usage: TokenUsage? { answer.usage }
    var words: [Transcript.Segment]? { answer.words }

    /// As the record has it.
    func recorded(_ part: RecordingPart?) -> TurnAnswer {
        let turn = Record.Turn(text: answer.text, interactionID: answer.id, status: answer.status, part: part?.span)
        return TurnAnswer(turn, usage: answer.usage)
    }

    /// The answer's JSON, when JSON was asked for.
    ///
    /// - Throws: ``Failure`` for an answer that is not whole, is not JSON or does not match.
    func data() throws(Failure) -> JSONValue? {
        if let failure = answer.failure { throw failure }
        return try response.value(of: answer.text)
    }

    /// What is wrong with an answer that may come out right when it is asked for again.
    var fault: Failure? {
        do {
            _ = try data()
            return nil
        } catch {
            return error.kind == .invalidOutput ? error : nil
        }
    }
}

extension Recipe.Response {
    var schema: JSONSchema? { if case .schema(let schema) = self { schema } else { nil } }

    /// The JSON that an answer's text is. `nil` where text was asked for.
    ///
    /// - Throws: ``Failure`` of kind `invalid_output` for text that is no JSON or does not match the schema, of kind `truncated` for
    ///   JSON that ends in the middle.
    func value(of text: String) throws(Failure) -> JSONValue? {
        guard self != .text else { return nil }
        do throws(AnswerTextError) {
            return try JSONValue(answer: text, matching: schema)
        } catch {
            throw Failure(kind: error.isCutShort ? .truncated : .invalidOutput, message: error.message)
        }
    }
}

extension RecordingPart {
    /// The time that a request is about.
    var clip: ModelRequest.Clip { ModelRequest.Clip(start: span.lowerBound, end: end) }
}

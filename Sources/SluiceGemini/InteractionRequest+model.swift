import Gemini
import SluiceEngine
import StructuredJSON

extension InteractionRequest {
    /// Whether a model is one made for transcripts: it takes `transcription_config` in place of instructions and schemas, and tells
    /// the times of words (contract §2.4).
    static func isTranscriber(_ model: String) -> Bool { model.contains("transcribe") }

    /// A neutral request in the API's words.
    ///
    /// - Throws: ``ItemError`` when the service is to remember an answer that it gave no id.
    init(_ request: ModelRequest) throws {
        let isTranscriber = Self.isTranscriber(request.model)
        let isStored = request.memory == .stored
        let previous = request.history.last?.answer
        if isStored, previous != nil, previous?.id == nil { throw Self.nameless }
        let blocks = Self.blocks(request.input, isTranscriber)
        let settings = isTranscriber ? request.transcriberSettings : request.settings
        self.init(
            model: request.model,
            input: isStored || request.history.isEmpty
                ? .content(blocks) : .steps(Self.steps(request.history, isTranscriber) + [.userInput(blocks)]),
            systemInstruction: isTranscriber ? nil : request.systemInstruction,
            generationConfig: settings.isEmpty ? nil : GenerationConfig(fields: settings),
            responseFormat: isTranscriber ? nil : request.response.format,
            previousInteractionID: isStored ? previous?.id : nil,
            store: isStored || request.isStored
        )
        if request.serviceTier != .standard { serviceTier = ServiceTier(rawValue: request.serviceTier.rawValue) }
    }

    /// - Parameter isTranscriber: Whether texts are left out: a transcriber takes sound and settings, and no instructions.
    private static func blocks(_ parts: [ModelRequest.Part], _ isTranscriber: Bool) -> [Content] {
        parts.compactMap { part in
            switch part {
            case .text(let text): isTranscriber ? nil : .text(text)
            case .media(let attachment, let clip): attachment.uploadedFile?.content.restricted(to: clip)
            }
        }
    }

    /// Everything said so far, replayed as it came (contract §5).
    private static func steps(_ history: [ModelRequest.Exchange], _ isTranscriber: Bool) -> [Step] {
        history.flatMap { exchange in
            let answer = exchange.answer.continuation as? Interaction
            return [.userInput(blocks(exchange.input, isTranscriber))]
                + (answer?.steps ?? []).filter { step in
                    if case .userInput = step { false } else { !step.isUnsignedThought }
                }
        }
    }

    private static let nameless = ItemError(
        kind: .failed,
        message: "The service gave the answer before no id to go on from",
        hint: "conversation: stateless needs none"
    )
}

extension ModelRequest {
    /// `generation_config` for a transcriber. It is asked for speakers and the times of words unless the recipe asks otherwise, and
    /// does not think.
    fileprivate var transcriberSettings: JSONObject {
        var settings: JSONObject = [
            "mode": ["type": "verbatim", "diarization_mode": "speaker", "timestamp_granularities": ["word"]]
        ]
        if let languages = transcription?.languages, !languages.isEmpty { settings["language_codes"] = languages.json }
        if let terms = transcription?.vocabulary, !terms.isEmpty { settings["custom_vocabulary"] = terms.json }
        settings.merge(self.settings["transcription_config"]?.object ?? [:])
        var config = self.settings
        config["transcription_config"] = .object(settings)
        return config.without("thinking_level", "thinking_summaries")
    }
}

extension Recipe.Response {
    fileprivate var format: ResponseFormat? {
        switch self {
        case .text: nil
        case .json: .json
        case .schema(let schema): .json(schema: schema.json)
        }
    }
}

extension Content {
    /// The block, its sound and pictures from one part of its time only.
    func restricted(to clip: ModelRequest.Clip?) -> Content {
        guard let clip, var block = json.object, block["type"] == "audio" || block["type"] == "video" else {
            return self
        }
        var processing = block["processing"]?.object ?? ["type": "static"]
        processing["start_offset"] = .string(Self.offset(clip.start))
        if let end = clip.end { processing["end_offset"] = .string(Self.offset(end)) }
        block["processing"] = .object(processing)
        return Content(json: .object(block)) ?? self
    }

    /// In whole milliseconds, and not beyond the end: the service takes nine decimals, and binary numbers have more.
    private static func offset(_ seconds: Double) -> String {
        // What is a millisecond but for the binary number's last digit is that millisecond.
        let milliseconds = Int((seconds * 1000 + 1e-6).rounded(.down))
        let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        guard rest > 0 else { return "\(whole)s" }
        var digits = String(String(1000 + rest).dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)s"
    }
}

public import StructuredJSON

/// One request to a model, in no service's words.
public struct ModelRequest: Sendable {
    /// As the service names it.
    public var model: String
    public var systemInstruction: String?
    /// What was asked and answered before, oldest first.
    public var history: [Exchange] = []
    /// What is asked now, in order.
    public var input: [Part]
    /// The shape of the answer.
    public var response: Recipe.Response
    /// Settings of the generation in the service's own spelling, as recipes have them.
    public var settings: JSONObject
    /// Languages and words that may be spoken, where the answer is to be a transcript.
    public var transcription: Recipe.Transcription?
    public var serviceTier: Recipe.ServiceTier
    /// Whether the service remembers earlier turns, or is told them again.
    public var memory: Recipe.Conversation
    /// Whether the service may keep request and answer.
    public var isStored: Bool

    public init(
        model: String,
        input: [Part],
        systemInstruction: String? = nil,
        response: Recipe.Response = .text,
        settings: JSONObject = [:],
        serviceTier: Recipe.ServiceTier = .standard,
        memory: Recipe.Conversation = .stateless,
        isStored: Bool = false
    ) {
        self.model = model
        self.input = input
        self.systemInstruction = systemInstruction
        self.response = response
        self.settings = settings
        self.serviceTier = serviceTier
        self.memory = memory
        self.isStored = isStored
    }

    /// Something that is said to the model.
    public enum Part: Sendable {
        case text(String)
        /// A file, or only a part of its time.
        case media(MediaAttachment, clip: Clip? = nil)
    }

    /// A part of the time of a recording, in seconds from its beginning.
    public struct Clip: Hashable, Sendable {
        public var start: Double
        /// `nil` is the recording's end.
        public var end: Double?

        public init(start: Double, end: Double? = nil) {
            self.start = start
            self.end = end
        }
    }

    /// An earlier turn.
    public struct Exchange: Sendable {
        public let input: [Part]
        public let answer: ModelAnswer

        public init(input: [Part], answer: ModelAnswer) {
            self.input = input
            self.answer = answer
        }
    }

    /// The texts of the input, in order.
    public var texts: [String] {
        input.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// The files of the input, in order.
    public var media: [MediaAttachment] {
        input.compactMap { if case .media(let attachment, _) = $0 { attachment } else { nil } }
    }
}

public import SluiceMedia
public import StructuredJSON

extension Recipe {
    /// Which files are taken, and which of them make one item.
    public struct Select: Hashable, Sendable {
        /// By content. Empty means all.
        public var modalities: [Modality] = []
        public var include = ["**/*"]
        public var exclude = ["**/.*"]
        public var groupBy = Grouping.file
        /// What files are, whatever they look like: the first pattern that matches decides.
        public var types: [DeclaredType] = []
        /// How texts and tables are encoded, whatever they look like: the first pattern that matches decides.
        public var encodings: [DeclaredEncoding] = []

        public init() {}
    }

    /// How the texts of a pattern are encoded.
    public struct DeclaredEncoding: Hashable, Sendable {
        /// Matched against the path below the input.
        public let glob: Glob
        /// By its common name, in lower case: `windows-1250`.
        public var name: String { encoding.name }
        let encoding: TextEncoding

        /// `nil` for an encoding that neither the WHATWG's Encoding Standard nor the system's iconv knows.
        ///
        /// - Parameter label: `cp1250`, `iso-8859-2`, `shift_jis`.
        public init?(_ glob: Glob, is label: String) {
            guard let encoding = TextEncoding(label: label) else { return nil }
            self.glob = glob
            self.encoding = encoding
        }
    }

    /// What the files of a pattern are.
    public struct DeclaredType: Hashable, Sendable {
        /// Matched against the path below the input.
        public var glob: Glob
        /// In the API's spelling.
        public var type: MediaType

        public init(_ glob: Glob, is type: MediaType) {
            self.glob = glob
            self.type = type
        }
    }

    /// Which files make one request.
    public enum Grouping: String, Hashable, Sendable, CaseIterable {
        case file
        /// Files of one folder whose names differ only in their extensions.
        case stem
        case folder
    }

    /// How files are sent and read.
    public struct MediaOptions: Hashable, Sendable {
        public var resolution: Resolution?
        public var inline = Inline.never
        public var convert = Convert.never
        /// Which sound track of a video is kept when it is converted. `nil`: the first.
        public var audioTrack: AudioTrack?
        /// The `processing` of the media blocks of a kind, as it is sent (contract §2.3).
        public var processing: [Modality: JSONValue] = [:]

        public init() {}
    }

    /// A sound track of a video.
    public enum AudioTrack: Hashable, Sendable {
        /// By its place among the sound tracks, from 1.
        case number(Int)
        /// The first in a language, as the file names it: `deu`.
        case language(String)
    }

    public enum Resolution: String, Hashable, Sendable, CaseIterable {
        case low, medium, high
        case ultraHigh = "ultra_high"
    }

    /// Whether what the service does not take is converted, with programs that are installed.
    public enum Convert: String, Hashable, Sendable, CaseIterable { case never, auto }

    /// Whether files travel inside the request. What is not inline is uploaded.
    public enum Inline: String, Hashable, Sendable, CaseIterable { case never, auto, always }

    /// What is asked at once, and the shape of the answer.
    public struct Turn: Hashable, Sendable {
        /// In the order in which it is sent; at least one.
        public var input: [Input]
        public var response: Response
        /// Set over the recipe's ``Recipe/generation``.
        public var generation: JSONObject

        public init(input: [Input], response: Response = .text, generation: JSONObject = [:]) {
            self.input = input
            self.response = response
            self.generation = generation
        }
    }

    public enum Input: Hashable, Sendable {
        case text(PromptTemplate)
        case media(MediaChoice)
    }

    /// Which of an item's files.
    public enum MediaChoice: String, Hashable, Sendable, CaseIterable {
        case files, image, audio, video, document, text

        /// `nil` for all files.
        public var modality: Modality? { Modality(rawValue: rawValue) }
    }

    public enum Response: Hashable, Sendable {
        case text
        /// JSON of any shape.
        case json
        case schema(JSONSchema)
    }

    public struct Output: Hashable, Sendable {
        /// What is written beside the record, which is always written.
        public var formats: [Format] = [.json]
        /// The recipe's own forms of texts and Markdown.
        public var templates: [Format: OutputTemplate] = [:]
        /// What is made of all records when a run ends.
        public var rollups: [RollupFormat] = []

        public init() {}

        /// The name of a format: the extension of its files.
        public typealias Format = OutputFormat
    }

    /// How recordings are transcribed.
    public struct Transcription: Hashable, Sendable {
        /// Longer recordings are asked for in parts of so many minutes. A transcribing model tells the times of words for a
        /// quarter of an hour at most.
        public var partMinutes = 14.0
        /// What a part has in common with the one before it, so that they can be joined.
        public var overlapSeconds = 15.0
        /// What is spoken, by BCP 47.
        public var languages: [String] = []
        /// Names and terms that may be spoken.
        public var vocabulary: [String] = []

        public init() {}
    }

    /// What is not given is not limited.
    public struct Limits: Hashable, Sendable {
        /// Items at once. `nil` means that it adapts to the service.
        public var concurrency: Int?
        public var requestsPerMinute: Int?
        public var tokensPerMinute: Int?
        public var requestsPerDay: Int?
        /// US dollars for one run.
        public var budget: Double?

        public init() {}
    }
}

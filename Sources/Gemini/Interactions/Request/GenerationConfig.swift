public import StructuredJSON

/// How the model generates (contract §2.4). What it has no name for is kept and sent.
public struct GenerationConfig: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public init(
        maxOutputTokens: Int? = nil,
        stopSequences: [String]? = nil,
        seed: Int? = nil,
        thinkingLevel: ThinkingLevel? = nil,
        thinkingSummaries: ThinkingSummaries? = nil,
        temperature: Double? = nil,
        topP: Double? = nil
    ) {
        fields = [:]
        self.maxOutputTokens = maxOutputTokens
        self.stopSequences = stopSequences
        self.seed = seed
        self.thinkingLevel = thinkingLevel
        self.thinkingSummaries = thinkingSummaries
        self.temperature = temperature
        self.topP = topP
    }

    /// Counts thoughts too: a small number may leave no text at all.
    public var maxOutputTokens: Int? {
        get { fields["max_output_tokens"] }
        set { fields["max_output_tokens"] = newValue }
    }

    public var stopSequences: [String]? {
        get { fields["stop_sequences"] }
        set { fields["stop_sequences"] = newValue }
    }

    public var seed: Int? {
        get { fields["seed"] }
        set { fields["seed"] = newValue }
    }

    public var thinkingLevel: ThinkingLevel? {
        get { fields["thinking_level"] }
        set { fields["thinking_level"] = newValue }
    }

    public var thinkingSummaries: ThinkingSummaries? {
        get { fields["thinking_summaries"] }
        set { fields["thinking_summaries"] = newValue }
    }

    /// Deprecated by the service, still taken.
    public var temperature: Double? {
        get { fields["temperature"] }
        set { fields["temperature"] = newValue }
    }

    /// Deprecated by the service, still taken.
    public var topP: Double? {
        get { fields["top_p"] }
        set { fields["top_p"] = newValue }
    }

    /// `auto`, `any`, `none`, `validated`, or an object with `allowed_tools`.
    public var toolChoice: JSONValue? {
        get { fields["tool_choice"] }
        set { fields["tool_choice"] = newValue }
    }

    /// Voices, for speech.
    public var speechConfig: JSONValue? {
        get { fields["speech_config"] }
        set { fields["speech_config"] = newValue }
    }

    /// Mode, languages and vocabulary, for models that transcribe.
    public var transcriptionConfig: JSONObject? {
        get { fields["transcription_config"] }
        set { fields["transcription_config"] = newValue }
    }

    /// The task, for models that make films.
    public var videoConfig: JSONObject? {
        get { fields["video_config"] }
        set { fields["video_config"] = newValue }
    }
}

/// How much the model thinks. Which levels a model takes differs; one that it does not take is refused.
public struct ThinkingLevel: RawRepresentable, Hashable, Sendable, JSONConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let minimal = Self(rawValue: "minimal")
    public static let low = Self(rawValue: "low")
    public static let medium = Self(rawValue: "medium")
    public static let high = Self(rawValue: "high")
    public static let xhigh = Self(rawValue: "xhigh")
}

/// Whether thoughts come with a summary.
public struct ThinkingSummaries: RawRepresentable, Hashable, Sendable, JSONConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let auto = Self(rawValue: "auto")
    public static let none = Self(rawValue: "none")
}

import StructuredJSON

/// The part of `generation_config` that the offline model obeys (contract §2.4).
struct GenerationConfig: Sendable {
    let maxOutputTokens: Int?
    let stopSequences: [String]
    let thinkingLevel: String
    let summarizesThoughts: Bool
    /// Whether a transcript with the times of words is asked for.
    let tellsWords: Bool

    /// - Parameter json: of the right shape.
    init(_ json: JSONValue?, model: ModelName) throws(Refusal) {
        let config = json?.object ?? [:]
        maxOutputTokens = config["max_output_tokens"]
        stopSequences = config["stop_sequences"] ?? []
        thinkingLevel = config["thinking_level"] ?? "medium"
        summarizesThoughts = config["thinking_summaries", as: String.self] == "auto"
        let transcription = config["transcription_config"]
        let granularities =
            transcription?["mode"]?["timestamp_granularities"] ?? transcription?["timestamp_granularities"]
        tellsWords = granularities?.array?.contains("word") ?? false

        if let maxOutputTokens, maxOutputTokens < 1 {
            throw .invalidRequest("generation_config.max_output_tokens must be positive.", "out of range")
        }
        try Self.check(config["temperature"], "temperature", 0...2)
        try Self.check(config["top_p"], "top_p", 0...1)
        if thinkingLevel == "minimal", model.refusesMinimalThinking {
            throw .invalidRequest("Thinking level minimal is not supported for this model.", "thinking level")
        }
    }

    /// What the thinking is said to have cost. The offline model does not think; clients shall see the field move.
    var thoughtTokens: Int {
        switch thinkingLevel {
        case "minimal": 0
        case "low": 8
        case "high": 32
        case "xhigh": 64
        default: 16
        }
    }

    private static func check(_ value: JSONValue?, _ name: String, _ range: ClosedRange<Double>) throws(Refusal) {
        guard let value = value?.number?.double, !range.contains(value) else { return }
        throw .invalidRequest(
            "generation_config.\(name) must be between \(range.lowerBound) and \(range.upperBound).",
            "out of range"
        )
    }
}

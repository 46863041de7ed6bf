import StructuredJSON

extension Recipe {
    /// Whether the model is one made for transcripts: it takes `transcription_config` in place of instructions and schemas, and
    /// tells the times of words (contract §2.4).
    var isForTranscriber: Bool { model.contains("transcribe") }

    /// `generation_config` of a turn. A transcriber is asked for speakers and the times of words unless the recipe asks
    /// otherwise, and does not think.
    func generationConfig(of turn: Turn) -> JSONObject {
        var config = generation
        config.merge(turn.generation)
        guard isForTranscriber else { return config }
        var settings: JSONObject = [
            "mode": ["type": "verbatim", "diarization_mode": "speaker", "timestamp_granularities": ["word"]]
        ]
        if let languages = transcript?.languages, !languages.isEmpty { settings["language_codes"] = languages.json }
        if let terms = transcript?.vocabulary, !terms.isEmpty { settings["custom_vocabulary"] = terms.json }
        settings.merge(config["transcription_config"]?.object ?? [:])
        config["transcription_config"] = .object(settings)
        return config.without("thinking_level", "thinking_summaries")
    }
}

extension Recipe.Transcription {
    /// What a model that is not made for transcripts is told besides the recipe's own prompts.
    func hints(for part: RecordingPart?) -> [String] {
        var hints: [String] = []
        if !languages.isEmpty { hints.append("Languages spoken: \(languages.joined(separator: ", ")).") }
        if !vocabulary.isEmpty {
            hints.append(
                "Names and terms that may be spoken, in their right spelling: \(vocabulary.joined(separator: "; "))."
            )
        }
        if let part { hints.append(part.hint) }
        return hints
    }
}

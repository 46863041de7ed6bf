/// The names of `generation_config` (contract §2.4).
enum GenerationFormat {
    static let levels = ["minimal", "low", "medium", "high", "xhigh"]

    static let keys: [RecipeKey] = [
        RecipeKey("max_output_tokens", .integer(1...Int.max), "The longest answer, thinking included, in tokens."),
        RecipeKey("stop_sequences", .list(.text), "Texts at which the answer stops."),
        RecipeKey("seed", .integer(Int.min...Int.max), "Makes sampling repeatable, as far as the service can."),
        RecipeKey("thinking_level", .choice(levels), "How much the model thinks before it answers."),
        RecipeKey("thinking_summaries", .choice(["auto", "none"]), "Whether summaries of the thinking come back."),
        RecipeKey("temperature", .number(0...2), "How freely words are chosen. Deprecated by the service."),
        RecipeKey("top_p", .number(0...1), "The share of likely words to choose from. Deprecated by the service."),
        RecipeKey(
            "tool_choice",
            .either([.choice(["auto", "any", "none", "validated"]), .anyMap]),
            "Whether the model may or must call tools."
        ),
        RecipeKey("speech_config", .either([.anyMap, .list(.anyMap)]), "Voices of spoken answers."),
        RecipeKey("transcription_config", .keys(transcription), "How speech is transcribed, by models that can."),
        RecipeKey(
            "video_config",
            .keys([RecipeKey("task", .choice(videoTasks), "What to make of the video.")]),
            "Video generation."
        ),
        RecipeKey("image_config", .anyMap, "Image generation. Deprecated by the service."),
    ]

    private static let videoTasks = [
        "text_to_video", "image_to_video", "reference_to_video", "edit", "extend", "upscale",
    ]

    private static let transcription: [RecipeKey] = [
        RecipeKey(
            "mode",
            .either([.choice(["verbatim", "smart"]), .keys(transcriptionMode)]),
            "verbatim writes every word; smart makes it readable."
        ),
        RecipeKey("language_codes", .list(.text), "The languages spoken, by BCP 47: de-AT."),
        RecipeKey("custom_vocabulary", .list(.text), "Names and terms that may be spoken."),
        RecipeKey("language_hints", .list(.text), "Deprecated by the service."),
        RecipeKey("diarization_mode", .choice(["speaker"]), "Deprecated by the service."),
        RecipeKey("timestamp_granularities", .list(.choice(["word"])), "Deprecated by the service."),
        RecipeKey("adaptation_phrases", .list(.text), "Deprecated by the service."),
    ]

    private static let transcriptionMode: [RecipeKey] = [
        RecipeKey("type", .choice(["verbatim", "smart"]), "verbatim or smart.", isRequired: true),
        RecipeKey("diarization_mode", .choice(["speaker"]), "Tells the speakers apart."),
        RecipeKey("timestamp_granularities", .list(.choice(["word"])), "Times of every word."),
        RecipeKey("source_text", .text, "The text that was read aloud."),
    ]
}

import SluiceMedia

/// The keys of a pipeline file.
enum RecipeFormat {
    static let version = 1

    static let pipeline: [RecipeKey] = [
        RecipeKey("sluice", .integer(version...version), "The version of this format: 1.", isRequired: true),
        RecipeKey("name", .text, "What results and reports call this recipe. The file's name unless given."),
        RecipeKey("description", .text, "What the recipe is for, in one line."),
        RecipeKey("select", .keys(select), "Which files are taken, and how they are grouped."),
        RecipeKey("model", .text, "The model's id: gemini-3.5-flash.", isRequired: true),
        RecipeKey("system", .text, "Instructions for every turn, or @FILE beside this one; @@ begins a text with @."),
        RecipeKey("generation", .keys(GenerationFormat.keys), "generation_config, by the API's own names."),
        RecipeKey("media", .keys(MediaFormat.keys), "How files are sent and read."),
        RecipeKey(
            "conversation",
            .choice(Recipe.Conversation.allCases.map(\.rawValue)),
            "Who remembers earlier turns: stateless (they are sent again, the default), stored (the service keeps them)."
        ),
        RecipeKey("turns", .list(.keys(turn), least: 1), "What is asked, in order.", isRequired: true),
        RecipeKey("transcript", .keys(transcript), "How recordings are transcribed. {} takes the defaults."),
        RecipeKey("finally", .keys(finally), "What is asked once when all items are done, over all their answers."),
        RecipeKey("output", .keys(output), "What is written for each item."),
        RecipeKey("limits", .keys(limits), "How fast, and how much, at most."),
        RecipeKey(
            "service_tier",
            .choice(Recipe.ServiceTier.allCases.map(\.rawValue)),
            "standard; flex is half the price and may wait; priority costs more."
        ),
        RecipeKey(
            "uploads",
            .keys([
                RecipeKey(
                    "keep",
                    .choice(Recipe.UploadLife.allCases.map(\.rawValue)),
                    "run: deleted when the run no longer needs them (the default); 48h: left until the service deletes them."
                )
            ]),
            "How long uploaded files stay with the service."
        ),
        RecipeKey(
            "reask",
            .integer(0...5),
            "How often a broken answer (no JSON, not the schema) is asked for again, with a note of what was wrong. 0 unless given."
        ),
        RecipeKey("store", .flag, "Whether the service may keep the requests and answers. false unless given."),
    ]

    private static let select: [RecipeKey] = [
        RecipeKey(
            "modalities",
            .list(.choice(Modality.allCases.map(\.rawValue)), least: 1),
            "The kinds of file taken, by content. All unless given."
        ),
        RecipeKey(
            "include",
            .list(.text, least: 1),
            "Globs of paths to take, such as **/*.jpg; letters match in either case. All unless given."
        ),
        RecipeKey("exclude", .list(.text), "Globs of paths to leave out, such as drafts/**."),
        RecipeKey(
            "follow_links",
            .flag,
            "Whether symbolic links that lead out of the inputs are followed. false unless given: they are named and left out."
        ),
        RecipeKey(
            "types",
            .anyMap,
            "Globs and what their files are, whatever they look like: {\"*.pcm\": audio/l16}. The first that matches decides."
        ),
        RecipeKey(
            "encodings",
            .anyMap,
            "Globs and how their texts and tables are encoded: {\"*.txt\": windows-1250}. Found out unless given."
        ),
        RecipeKey(
            "group_by",
            .choice(Recipe.Grouping.allCases.map(\.rawValue)),
            "file: a request for each (the default); stem: for files of one name; folder: for all files of a folder."
        ),
    ]

    private static let turn: [RecipeKey] = [
        RecipeKey("input", .list(.keys(item), least: 1), "Text and media, sent in this order.", isRequired: true),
        RecipeKey("response", .keys(response), "The shape of the answer. Free text unless given."),
        RecipeKey("generation", .keys(GenerationFormat.keys), "Settings of this turn, over those of the recipe."),
    ]

    private static let item: [RecipeKey] = [
        RecipeKey(
            "text",
            .text,
            "A prompt, or @FILE beside this one; @@ begins a text with @. {{file.name}} is filled in."
        ),
        RecipeKey(
            "media",
            .choice(Recipe.MediaChoice.allCases.map(\.rawValue)),
            "files: all files of the item; or those of one kind."
        ),
    ]

    private static let response: [RecipeKey] = [
        RecipeKey(
            "schema",
            .either([.text, .anyMap]),
            "Shorthand such as \"title, tags [string], people int?\", a JSON Schema, or @FILE.json beside this one."
        ),
        RecipeKey("json", .flag, "true: JSON of any shape."),
    ]

    private static let output: [RecipeKey] = [
        RecipeKey(
            "formats",
            .list(.choice(OutputFormat.allCases.map(\.rawValue)), least: 1),
            "What is written for each item: json (the record, always), \(RecordFormats.list)."
        ),
        RecipeKey(
            "rollups",
            .list(.choice(RollupFormat.allCases.map(\.rawValue))),
            "All results in one file when the run ends: jsonl (results.jsonl), csv (results.csv)."
        ),
        RecipeKey(
            "template",
            .either([.text, .keys(templates)]),
            "Your own form of \(RecordFormats.templated.map { $0.fileExtension }.joined(separator: " and ")), or @FILE: {{title}}, {{data.tags}}, {{#paragraphs}}{{speaker}}: {{text}}{{/paragraphs}}."
        ),
    ]

    private static let templates = RecordFormats.templated.map { RecipeKey($0.fileExtension, .text, $0.templateNote) }

    private static let transcript: [RecipeKey] = [
        RecipeKey(
            "part_minutes",
            .number(0.5...600),
            "Longer recordings are asked for in parts of so many minutes: 14."
        ),
        RecipeKey("overlap_seconds", .number(0...600), "What two parts have in common, to join them by: 15."),
        RecipeKey("languages", .list(.text), "The languages spoken, by BCP 47: de-AT."),
        RecipeKey("vocabulary", .list(.text), "Names and terms that may be spoken."),
    ]

    private static let finally: [RecipeKey] = [
        RecipeKey(
            "prompt",
            .text,
            "The question, or @FILE. The answers follow it, a line of JSON each.",
            isRequired: true
        ),
        RecipeKey("fields", .list(.text), "The fields of each answer that are sent. All unless given."),
        RecipeKey("response", .keys(response), "The shape of the answer. Free text unless given."),
        RecipeKey("generation", .keys(GenerationFormat.keys), "Settings of this request, over those of the recipe."),
        RecipeKey(
            "part_tokens",
            .integer(1000...Int.max),
            "Tokens of answers in one request; more go in parts. 200000 unless given."
        ),
    ]

    private static let limits: [RecipeKey] = [
        RecipeKey("concurrency", .either([.choice(["auto"]), .integer(1...1024)]), "Items at once, or auto."),
        RecipeKey("requests_per_minute", .integer(1...Int.max), "Requests a minute, at most."),
        RecipeKey("tokens_per_minute", .integer(1...Int.max), "Input tokens a minute, at most."),
        RecipeKey("requests_per_day", .integer(1...Int.max), "Requests a day, at most."),
        RecipeKey("budget_usd", .number(0...Double.infinity, isAbove: true), "US dollars for one run, at most."),
    ]
}

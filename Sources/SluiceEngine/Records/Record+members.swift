public import StructuredJSON

extension Record {
    /// The members of a record, from which its reader, its writer and its schema are made.
    enum Members {
        static let version = RecordMember<Int>("schema_version", shape: .version(Record.version))
        static let status = RecordMember<ItemState>(
            "status",
            shape: .choice([ItemState.completed, .failed].map(\.rawValue))
        )
        static let source = RecordMember<[Source]>("source", keywords: ["minItems": 1])
        static let recipe = RecordMember<RecipeNote>("pipeline")
        static let key = RecordMember<String>(
            "key",
            "Of the bytes, the recipe and the prompts: equal keys have equal answers",
            isRequired: false,
            isNullable: true
        )
        static let output = RecordMember<Output>("output", isNullable: true)
        static let turns = RecordMember<[Turn]>("turns")
        static let usage = RecordMember<TokenUsage>(
            "usage",
            "Tokens, summed over the turns, by the service's own names",
            isNullable: true
        )
        static let cost = RecordMember<Double>(
            "cost_usd",
            "US dollars; null when the price is not known",
            isNullable: true
        )
        static let uploads = RecordMember<[Upload]>("uploads")
        static let attempts = RecordMember<Int>(
            "attempts",
            "Model calls made, failed ones included",
            keywords: ["minimum": 0]
        )
        static let unheard = RecordMember<UnheardAnswers>("unheard", UnheardAnswers.note, isRequired: false)
        static let reusedFrom = RecordMember<String>(
            "reused_from",
            "The record, below the output folder, whose answer this is: nothing was asked again",
            isRequired: false,
            isNullable: true
        )
        static let timing = RecordMember<Timing>("timing")
        static let error = RecordMember<Failure>("error", isNullable: true)

        static let all: [RecordEntry] = [
            version.entry, status.entry, source.entry, recipe.entry, key.entry, output.entry, turns.entry, usage.entry,
            cost.entry, uploads.entry, attempts.entry, unheard.entry, reusedFrom.entry, timing.entry, error.entry,
        ]
        static let shape = RecordShape.object(all)
    }

    /// The JSON Schema of a record, which `sluice schema result` prints.
    public static let schema: JSONValue = {
        var schema: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Sluice result",
            "description": "What sluice run writes about one item.",
        ]
        schema.merge(Members.shape.schema)
        return .object(schema)
    }()
}

import SluiceMedia
public import StructuredJSON

extension Recipe {
    /// What makes this recipe's answers its own: two recipes with equal values give the same answers.
    ///
    /// In it are the model, the prompts, the settings of generation and media, the schemas and the kind of conversation.
    /// What decides only which files are taken, where answers go, how fast or at what price, is not.
    public var canonical: JSONValue {
        var fields: JSONObject = ["model": .string(model), "conversation": .string(conversation.rawValue)]
        fields["system"] = system?.text.json
        fields["generation"] = .object(generation)
        fields["resolution"] = media.resolution?.rawValue.json
        fields["processing"] = .object(
            JSONObject(
                media.processing.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, $0.value) }
            )
        )
        // What is left out when it is not used, so that the digests of other recipes stay.
        if !select.encodings.isEmpty {
            fields["encodings"] = .array(select.encodings.map { [.string($0.glob.pattern), .string($0.name)] })
        }
        fields["audio_track"] = media.audioTrack?.canonical
        fields["transcript"] = transcript?.canonical
        fields["turns"] = .array(turns.map(\.canonical))
        return .object(fields)
    }
}

extension Recipe.AudioTrack {
    fileprivate var canonical: JSONValue {
        switch self {
        case .number(let number): number.json
        case .language(let language): language.json
        }
    }
}

extension Recipe.Transcription {
    fileprivate var canonical: JSONValue {
        [
            "part_minutes": partMinutes.json, "overlap_seconds": overlapSeconds.json, "languages": languages.json,
            "vocabulary": vocabulary.json,
        ]
    }
}

extension Recipe.Turn {
    fileprivate var canonical: JSONValue {
        [
            "input": .array(input.map(\.canonical)), "response": response.canonical, "generation": .object(generation),
        ]
    }
}

extension Recipe.Input {
    fileprivate var canonical: JSONValue {
        switch self {
        case .text(let template): ["text": .string(template.text)]
        case .media(let choice): ["media": .string(choice.rawValue)]
        }
    }
}

extension Recipe.Response {
    /// The text of a schema, and not its value: the order of its fields is the order of the answer's.
    var canonical: JSONValue {
        switch self {
        case .text: "text"
        case .json: "json"
        case .schema(let schema): ["schema": .string(schema.json.text())]
        }
    }
}

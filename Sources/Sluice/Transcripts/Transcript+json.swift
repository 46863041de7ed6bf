import StructuredJSON

extension Transcript {
    /// Reads the segments of a record's `output`. `nil` when it has none.
    init?(record output: JSONValue) {
        guard let segments = output["segments"]?.array else { return nil }
        self.init(
            segments: segments.compactMap(Segment.init(record:)),
            problems: output["transcript_problems"]?.array?.compactMap(\.string) ?? []
        )
    }
}

extension Transcript.Segment {
    /// As it stands in a record.
    var json: JSONValue {
        var fields: JSONObject = [
            "start": start.milliseconds, "end": end.milliseconds, "speaker": speaker?.json ?? .null,
            "text": .string(text),
        ]
        if !words.isEmpty {
            fields["words"] = .array(
                words.map { ["start": $0.start.milliseconds, "end": $0.end.milliseconds, "text": .string($0.text)] }
            )
        }
        return .object(fields)
    }

    /// Reads what ``json`` wrote. `nil` for anything else.
    init?(record json: JSONValue) {
        guard let start = json["start"]?.number?.double, let end = json["end"]?.number?.double,
            let text = json["text"]?.string
        else { return nil }
        self.init(start: start, end: end, speaker: json["speaker"]?.string, text: text)
        words = (json["words"]?.array ?? []).compactMap { word in
            guard let start = word["start"]?.number?.double, let end = word["end"]?.number?.double,
                let text = word["text"]?.string
            else { return nil }
            return Transcript.Word(start: start, end: end, text: text)
        }
    }

    /// The JSON Schema of ``json``.
    static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "start": ["type": "number", "description": "Seconds from the beginning of the recording"],
            "end": ["type": "number"],
            "speaker": ["type": ["string", "null"]],
            "text": ["type": "string"],
            "words": [
                "type": "array", "description": "Each word with its time, where the service told them",
                "items": [
                    "type": "object",
                    "properties": [
                        "start": ["type": "number"], "end": ["type": "number"], "text": ["type": "string"],
                    ],
                    "required": ["start", "end", "text"],
                    "additionalProperties": false,
                ],
            ],
        ],
        "required": ["start", "end", "speaker", "text"],
        "additionalProperties": false,
    ]
}

extension Double {
    /// A number of seconds with three decimals at most.
    fileprivate var milliseconds: JSONValue { ((self * 1000).rounded() / 1000).json }
}

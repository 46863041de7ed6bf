public import StructuredJSON

extension ResultRecord {
    /// The JSON Schema of a record, for `sluice schema result`.
    public static let schema: JSONValue = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sluice result",
        "description": "What sluice run writes about one item.",
        "type": "object",
        "properties": [
            "schema_version": ["const": 1],
            "status": ["type": "string", "enum": ["completed", "failed"]],
            "source": ["type": "array", "minItems": 1, "items": source],
            "pipeline": object([
                "name": text("The recipe's name"),
                "recipe_sha256": text("Of the recipe's canonical form: equal digests ask the same"),
                "model": text("The model that was asked"),
                "service_tier": text("standard, flex or priority"),
            ]),
            "key": [
                "type": ["string", "null"],
                "description": "Of the bytes, the recipe and the prompts: equal keys have equal answers",
            ],
            "output": orNull(output),
            "turns": [
                "type": "array",
                "items": object(
                    [
                        "text": text("The answer"),
                        "interaction_id": ["type": ["string", "null"]],
                        "status": text("How the interaction ended"),
                    ],
                    optional: [
                        "part": object(["start": ["type": "number"], "end": ["type": "number"]])
                    ]
                ),
            ],
            "usage": [
                "type": ["object", "null"], "description": "Tokens, summed over the turns, by the service's own names",
            ],
            "cost_usd": ["type": ["number", "null"], "description": "US dollars; null when the price is not known"],
            "uploads": [
                "type": "array",
                "items": object(["name": text("files/…"), "uri": text("Its URI"), "reused": ["type": "boolean"]]),
            ],
            "attempts": ["type": "integer", "minimum": 0, "description": "Model calls made, failed ones included"],
            "unheard": UnheardAnswers.schema,
            "reused_from": [
                "type": ["string", "null"],
                "description": "The record, below the output folder, whose answer this is: nothing was asked again",
            ],
            "timing": object([
                "started": ["type": "string", "format": "date-time"],
                "detect_ms": count, "upload_ms": count, "generate_ms": count,
            ]),
            "error": orNull(error),
        ],
        "required": [
            "schema_version", "status", "source", "pipeline", "output", "turns", "usage", "cost_usd", "uploads",
            "attempts",
            "timing", "error",
        ],
        "additionalProperties": false,
    ]

    private static let source = object(
        sourceMembers,
        optional: [
            "notes": [
                "type": "array", "items": ["type": "string"],
                "description": "What was guessed about the file or was not sent of it, one line each",
            ]
        ]
    )

    private static let sourceMembers: JSONObject = [
        "path": text("Below the input, with its extension"),
        "bytes": ["type": ["integer", "null"], "minimum": 0],
        "sha256": ["type": ["string", "null"], "description": "Of the bytes, 64 hexadecimal digits"],
        "mime_type": [
            "type": ["string", "null"], "description": "As the service spells it; null when it cannot be sent",
        ],
        "detected_mime_type": ["type": ["string", "null"], "description": "libmagic's own answer"],
        "modality": ["type": ["string", "null"], "enum": ["image", "audio", "video", "document", "text", .null]],
        "extension_mime_type": ["type": ["string", "null"], "description": "What the name claims"],
        "disagreement": ["type": "boolean", "description": "Whether name and content disagree"],
        "repair": ["type": ["string", "null"], "description": "What was decided beyond libmagic's answer, and why"],
        "modified": ["type": ["string", "null"], "format": "date-time"],
        "converted": orNull(
            object(
                [
                    "mime_type": text("What was sent in its place"),
                    "bytes": ["type": "integer", "minimum": 0],
                    "sha256": text("Of the bytes that were sent"),
                ],
                optional: [
                    "left_out_pages": [
                        "type": "integer", "minimum": 0, "description": "Pages of the original that were not sent",
                    ]
                ]
            )
        ),
    ]

    private static let output = object(
        [
            "text": text("The last turn's answer; of a recording asked about in parts, what they come to"),
            "data": ["description": "The answer's JSON, when the recipe asks for a schema; else null"],
        ],
        optional: [
            "segments": [
                "type": "array", "description": "What is said and when, when the answer is a transcript",
                "items": Transcript.Segment.schema,
            ],
            "transcript_problems": [
                "type": "array", "items": ["type": "string"],
                "description": "What cannot be right about the times; subtitles are written only when this is empty",
            ],
            "duration_seconds": ["type": "number", "description": "Of the recording, where it is known"],
        ]
    )

    private static let error = object([
        "kind": ["type": "string", "enum": .array(ItemError.Kind.all.map { .string($0.rawValue) })],
        "message": text("One line"),
        "hint": ["type": ["string", "null"], "description": "What to do about it"],
        "code": ["type": ["string", "null"], "description": "The service's own name for the error"],
        "http_status": ["type": ["integer", "null"]],
        "retryable": ["type": "boolean", "description": "Whether the same request may succeed later"],
    ])

    private static let count: JSONValue = ["type": "integer", "minimum": 0]

    private static func text(_ description: String) -> JSONValue {
        ["type": "string", "description": .string(description)]
    }

    /// An object of which every member is there, but for the optional ones.
    private static func object(_ properties: JSONObject, optional: JSONObject = [:]) -> JSONValue {
        var all = properties
        all.merge(optional)
        return [
            "type": "object", "properties": .object(all),
            "required": .array(properties.keys.map(JSONValue.string)),
            "additionalProperties": false,
        ]
    }

    private static func orNull(_ schema: JSONValue) -> JSONValue { ["anyOf": [schema, ["type": "null"]]] }
}

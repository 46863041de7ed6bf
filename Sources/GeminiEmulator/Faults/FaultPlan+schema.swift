public import StructuredJSON

extension FaultPlan {
    /// The JSON Schema of fault files.
    public static let schema: JSONSchema = {
        do {
            return try JSONSchema(document)
        } catch {
            preconditionFailure("The schema of faults is none: \(error)")
        }
    }()

    private static let document: JSONValue = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Faults of the Gemini API emulator",
        "type": "object",
        "additionalProperties": false,
        "required": ["faults"],
        "properties": [
            "seed": [
                "type": "integer", "description": "Of the dice behind probability. The same seed, the same faults.",
            ],
            "faults": [
                "type": "array",
                "description": "For every request the first rule that matches acts.",
                "items": [
                    "type": "object", "additionalProperties": false, "required": ["do"],
                    "properties": [
                        "name": ["type": "string", "description": "What the statistics call it."],
                        "on": condition, "do": action,
                    ],
                ],
            ],
        ],
    ]

    private static let condition: JSONValue = [
        "type": "object", "additionalProperties": false,
        "description": "All that is given must hold.",
        "properties": [
            "operation": [
                "description": "One operation, or several.",
                "anyOf": [operation, ["type": "array", "items": operation, "minItems": 1]],
            ],
            "call": [
                "description": "The n-th request that matches the rest, from 1; or several such numbers.",
                "anyOf": [positive, ["type": "array", "items": positive, "minItems": 1]],
            ],
            "first": ["type": "integer", "minimum": 1, "description": "The first n requests that match the rest."],
            "every": ["type": "integer", "minimum": 1, "description": "Every n-th request that matches the rest."],
            "probability": ["type": "number", "minimum": 0, "maximum": 1],
            "mime_type": ["type": "string", "description": "Of a medium of the request: image/png, or image/*."],
            "content": ["type": "string", "description": "SHA-256 of a medium of the request, or how it begins."],
            "prompt": ["type": "string", "description": "Occurs in a text of the request, in any case."],
            "model": ["type": "string"],
        ],
    ]

    private static let operation: JSONValue = [
        "type": "string",
        "enum": .array((["*", "interactions.*", "files.*", "models.*"] + Operation.names).map(JSONValue.string)),
    ]

    private static let positive: JSONValue = ["type": "integer", "minimum": 1]
    private static let bytes: JSONValue = ["type": "integer", "minimum": 0]
    private static let seconds: JSONValue = ["type": "number", "minimum": 0]

    private static func words(_ names: [String], _ description: String) -> JSONValue {
        ["type": "string", "enum": names.json, "description": .string(description)]
    }

    private static let action: JSONValue = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "delay": ["type": "number", "minimum": 0, "description": "Seconds before anything is done."],
            "status": ["type": "integer", "minimum": 200, "maximum": 599, "description": "Answer this; do nothing."],
            "shape": words(Fault.Shape.allCases.map(\.rawValue), "How the body of that answer is made."),
            "code": ["type": "string", "description": "The error's name, such as overloaded or UNAVAILABLE."],
            "message": ["type": "string"],
            "quota": words(Fault.Quota.allCases.map(\.rawValue), "A 429 of a quota a minute or a day."),
            "retry_after": ["type": "number", "minimum": 0, "description": "Seconds to wait; may be absurd."],
            "retry_as": words(Fault.RetryForm.allCases.map(\.rawValue), "Where retry_after is told."),
            "headers": ["type": "object", "additionalProperties": ["type": "string"]],
            "drop_headers": ["type": "array", "items": ["type": "string"]],
            "reset": words(
                Fault.Reset.allCases.map(\.rawValue),
                """
                Break the connection: before the body is read; after `at` bytes of it; when all is done, but nothing \
                said; after `at` bytes of the answer's body; behind the whole answer.
                """
            ),
            "at": bytes,
            "stall": [
                "type": "number", "minimum": 0, "description": "Seconds of silence after `at` bytes of the body.",
            ],
            "truncate": ["type": "integer", "minimum": 0, "description": "Bytes of the body that are left."],
            "split": ["type": "integer", "minimum": 1, "description": "Bytes of the body that go out together."],
            "generate": words(Fault.Outcome.allCases.map(\.rawValue), "How the generation ends."),
            "blocked_as": words(Fault.BlockForm.allCases.map(\.rawValue), "How blocked is told."),
            "file": [
                "type": "object", "additionalProperties": false, "description": "Of the file that an upload makes.",
                "properties": [
                    "processing": seconds, "state": words(["ACTIVE", "FAILED"], "After the processing."),
                    "hash": words(["corrupt"], "Its sha256Hash is another's."), "expires_in": seconds,
                ],
            ],
            "stream": stream,
        ],
    ]

    private static let flag: JSONValue = ["type": "boolean"]

    private static let stream: JSONValue = [
        "type": "object", "additionalProperties": false, "description": "The form of server-sent events.",
        "properties": [
            "newline": words(Fault.Newline.allCases.map(\.rawValue), "What ends a line."),
            "comments": flag, "event_names": flag, "event_ids": flag, "content_in_start": flag, "delta_types": flag,
            "unknown_events": flag, "done": flag,
            "end_after": ["type": "integer", "minimum": 0, "description": "End properly after so many events."],
            "error": ["type": "string", "description": "The code of an error event in place of the answer."],
        ],
    ]
}

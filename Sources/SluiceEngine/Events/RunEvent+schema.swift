public import StructuredJSON

extension RunEvent {
    /// The JSON Schema of a line of `sluice run --events`, for `sluice schema events`.
    public static let schema: JSONValue = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sluice event",
        "description": "One line of what sluice run --events prints. Further events and members may be added.",
        "type": "object",
        "required": ["event", "time"],
        "properties": ["time": ["type": "string", "format": "date-time"]],
        "oneOf": [
            event("waiting", "Another run writes to the output folder; this one waits", ["message": text]),
            event("counted", "How many items there are", ["items": count]),
            event("started", "An item was taken up", ["name": text]),
            event(
                "uploading",
                "So many bytes of one of an item's files have arrived at the service",
                ["name": text, "sent_bytes": count, "total_bytes": count]
            ),
            event("warning", "Something that the run does without", ["message": text]),
            event(
                "retrying",
                "A call failed and will be made again",
                ["name": text, "attempt": count, "delay_ms": count, "error": error]
            ),
            event(
                "pausing",
                "The service asks everybody to wait: nothing is sent for delay_ms. asked_ms may be longer",
                ["delay_ms": count, "error": error],
                optional: ["asked_ms": count]
            ),
            event(
                "finished",
                "What became of an item",
                [
                    "name": text, "output": ["type": ["string", "null"]],
                    "status": ["enum": [ItemState.completed, .unchanged, .skipped, .failed].recorded],
                    "bytes": count, "attempts": count, "elapsed_ms": count,
                ],
                optional: [
                    "reason": text, "error": error, "usage": ["type": "object"], "cost_usd": ["type": "number"],
                    "reused_from": text, "unheard": UnheardAnswers.schema,
                ]
            ),
            event("problem", "A place that could not be looked into", ["path": text, "reason": text]),
            event(
                "ended",
                "The run's end; stop says why it ended before its inputs did",
                [
                    "stop": ["type": ["string", "null"]], "completed": count, "unchanged": count, "failed": count,
                    "skipped": count, "tokens": ["type": ["integer", "null"]],
                    "cost_usd": ["type": ["number", "null"]],
                    "estimated_tokens": count, "estimated_cost_usd": ["type": ["number", "null"]],
                ],
                optional: ["unheard": UnheardAnswers.schema]
            ),
        ],
    ]

    private static let text: JSONValue = ["type": "string"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let error: JSONValue = [
        "type": "object", "required": ["kind", "message"], "properties": ["kind": text, "message": text],
    ]

    private static func event(
        _ name: String,
        _ description: String,
        _ members: JSONObject,
        optional: JSONObject = [:]
    ) -> JSONValue {
        var properties: JSONObject = ["event": ["const": .string(name)]]
        properties.merge(members)
        properties.merge(optional)
        return [
            "description": .string(description), "properties": .object(properties),
            "required": .array(["event"] + members.keys.map(JSONValue.string)),
        ]
    }
}

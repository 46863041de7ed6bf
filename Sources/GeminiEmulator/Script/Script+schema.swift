public import StructuredJSON

extension Script {
    /// The JSON Schema of script files.
    public static let schema: JSONSchema = {
        do {
            return try JSONSchema(document)
        } catch {
            preconditionFailure("The schema of scripts is none: \(error)")
        }
    }()

    private static let text: JSONValue = ["type": "string"]

    private static let document: JSONValue = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scripted answers of the Gemini API emulator",
        "type": "object", "additionalProperties": false, "required": ["answers"],
        "properties": [
            "answers": [
                "type": "array", "description": "The first rule that matches answers.",
                "items": [
                    "type": "object", "additionalProperties": false,
                    "properties": [
                        "when": condition,
                        "times": ["type": "integer", "minimum": 1, "description": "How often the rule answers."],
                        "text": ["type": "string", "description": "The answer's text."],
                        "json": ["description": "The answer as a JSON value."],
                        "calls": [
                            "type": "array", "description": "Functions that the model wants called.",
                            "items": [
                                "type": "object", "additionalProperties": false, "required": ["name"],
                                "properties": ["name": text, "arguments": ["type": "object"]],
                            ],
                        ],
                        "thought": ["type": "string", "description": "The summary, for those who ask for summaries."],
                        "usage": ["type": "object", "description": "Members of usage in place of counted ones."],
                        "status": [
                            "type": "string",
                            "enum": [
                                "completed", "incomplete", "failed", "requires_action", "budget_exceeded", "cancelled",
                            ],
                        ],
                        "errors": [
                            "type": "array",
                            "items": [
                                "type": "object", "additionalProperties": false, "required": ["code"],
                                "properties": ["code": text, "message": text],
                            ],
                        ],
                    ],
                ],
            ]
        ],
    ]

    private static let condition: JSONValue = [
        "type": "object", "additionalProperties": false, "description": "All that is given must hold.",
        "properties": [
            "prompt": ["type": "string", "description": "Occurs in the last turn's text, in any case."],
            "pattern": ["type": "string", "description": "A regular expression that is found in it."],
            "system": ["type": "string", "description": "Occurs in the system instruction, in any case."],
            "model": text,
            "turn": ["type": "integer", "minimum": 1, "description": "Which turn of a conversation it is."],
            "file_name": [
                "type": "string", "description": "The displayName of an uploaded medium; * stands for any text.",
            ],
            "mime_type": ["type": "string", "description": "Of a medium: image/png, or image/*."],
            "content": ["type": "string", "description": "SHA-256 of a medium, or how it begins."],
        ],
    ]
}

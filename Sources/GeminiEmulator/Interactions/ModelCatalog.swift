import StructuredJSON

/// The list of models, for clients that look before they ask.
enum ModelCatalog {
    private static let ids = [
        "gemini-3.8-flash", "gemini-3.7-flash", "gemini-3.6-flash", "gemini-3.5-flash", "gemini-3.5-flash-lite",
        "gemini-3.1-pro-preview", "gemini-3.1-flash-lite", "gemini-2.5-pro", "gemini-2.5-flash",
        "gemini-2.5-flash-lite", "gemma-4-31b-it",
    ]

    static func list() -> EmulatorReply {
        .json(["models": .array(ids.map(model))])
    }

    static func get(_ id: String) throws(Refusal) -> EmulatorReply {
        guard let name = ModelName(id) else {
            throw Refusal(
                status: 404,
                shape: .rpc("NOT_FOUND"),
                message: "models/\(id) is not found for API version v1beta.",
                violation: "model not found"
            )
        }
        return .json(model(name.id))
    }

    /// Limits of contract §7.2.
    private static func model(_ id: String) -> JSONValue {
        [
            "name": .string("models/\(id)"),
            "displayName": .string(id),
            "inputTokenLimit": 1_048_576,
            "outputTokenLimit": 65_536,
        ]
    }
}

import StructuredJSON

/// The list of models, for clients that look before they ask.
enum ModelCatalog {
    private static let ids = [
        "gemini-3.8-flash", "gemini-3.7-flash", "gemini-3.6-flash", "gemini-3.5-flash", "gemini-3.5-flash-lite",
        "gemini-3.5-transcribe",
        "gemini-3.1-pro-preview", "gemini-3.1-flash-lite", "gemini-2.5-pro", "gemini-2.5-flash",
        "gemini-2.5-flash-lite", "gemma-4-31b-it",
    ]

    /// In pages of up to 50 unless told.
    static func list(_ request: EmulatorRequest) throws(Refusal) -> EmulatorReply {
        let query = request.target.query
        let asked = query["pageSize"] ?? query["page_size"] ?? "0"
        guard let size = Int(asked), size >= 0 else {
            throw .invalidArgument("Invalid value for pageSize: \(asked)", "page size")
        }
        let token = query["pageToken"] ?? query["page_token"] ?? ""
        // The name of the last one that was told.
        guard let first = token.isEmpty ? 0 : ids.firstIndex(of: token).map({ $0 + 1 }) else {
            throw .invalidArgument("Invalid page token.", "page token")
        }
        let page = ids[first...].prefix(size == 0 ? 50 : size)
        var answer: JSONObject = ["models": .array(page.map(model))]
        if page.endIndex < ids.endIndex { answer["nextPageToken"] = page.last }
        return .json(.object(answer))
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
        return written[name.id].map { EmulatorReply.json($0) } ?? .json(model(name.id))
    }

    /// The known ones as JSON: clients look at the same few again and again.
    private static let written = Dictionary(
        uniqueKeysWithValues: ids.map { ($0, model($0).serialized() + [0x0A]) }
    )

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

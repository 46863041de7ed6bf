import StructuredJSON

/// Streams as the service writes them, for scripts.
enum Events {
    static func created(_ id: String = "v1_a", event: String? = nil) -> String {
        framed("interaction.created", ["interaction": ["id": .string(id), "status": "in_progress"]], event)
    }

    static func start(_ index: Int = 0, _ step: JSONValue = ["type": "model_output"], event: String? = nil) -> String {
        framed("step.start", ["index": index.json, "step": step], event)
    }

    static func text(_ text: String, event: String? = nil) -> String {
        framed("step.delta", ["index": 0, "delta": ["type": "text", "text": .string(text)]], event)
    }

    static func completed(_ status: String = "completed", _ more: JSONObject = [:], id: String = "v1_a") -> String {
        var interaction: JSONObject = ["id": .string(id), "status": .string(status)]
        interaction.merge(more)
        return framed("interaction.completed", ["interaction": .object(interaction)], nil)
    }

    static func error(_ code: String) -> String {
        framed("error", ["error": ["code": .string(code), "message": "It went wrong."]], nil)
    }

    static let done = "event: done\ndata: [DONE]\n\n"

    static func framed(_ name: String, _ fields: JSONObject, _ event: String?) -> String {
        var fields = fields
        fields["event_id"] = event
        fields["event_type"] = .string(name)
        return "event: \(name)\ndata: \(JSONValue.object(fields).text())\n\n"
    }
}

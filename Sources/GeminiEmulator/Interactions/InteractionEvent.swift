import StructuredJSON

/// One event of a stream (contract §4.1).
struct InteractionEvent: Sendable {
    let name: String
    let data: JSONObject?
    let id: String?

    init(_ name: String, _ data: JSONObject, id: String? = nil) {
        self.name = name
        self.data = data
        self.id = id
    }

    /// The marker at the end.
    static let done = Self()

    private init() {
        name = "done"
        data = nil
        id = nil
    }

    /// As it goes over the wire.
    func bytes(_ style: EventStyle) -> [UInt8] {
        let end = style.newline
        var text = style.comments ? ": a comment\(end)" : ""
        if style.namesEvents { text += "event: \(name)\(end)" }
        if var data {
            data["event_id"] = id
            data["event_type"] = name
            text += "data: \(JSONValue.object(data).text())"
        } else {
            text += "data: [DONE]"
        }
        return Array("\(text)\(end)\(end)".utf8)
    }
}

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
    var bytes: [UInt8] {
        guard var data else { return Array("event: done\ndata: [DONE]\n\n".utf8) }
        data["event_id"] = id
        data["event_type"] = name
        return Array("event: \(name)\ndata: \(JSONValue.object(data).text())\n\n".utf8)
    }
}

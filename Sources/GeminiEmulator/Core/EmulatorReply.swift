import HTTPTypes
import StructuredJSON

/// What the emulator's core answers.
struct EmulatorReply: Sendable {
    var head: HTTPResponse
    var body: Payload

    init(status: Int = 200, headers: [(String, String)] = [], body: Payload = .empty) {
        head = HTTPResponse(status: HTTPResponse.Status(code: status))
        self.body = body
        for (name, value) in headers { self[name] = value }
    }

    /// JSON that is written already.
    static func json(_ bytes: [UInt8]) -> Self {
        var reply = Self(body: .bytes(bytes))
        reply.head.headerFields[.contentType] = jsonType
        return reply
    }

    private static let jsonType = "application/json; charset=UTF-8"

    static func json(_ value: JSONValue, status: Int = 200, headers: [(String, String)] = []) -> Self {
        var reply = Self(status: status, headers: headers, body: .bytes(value.serialized() + [0x0A]))
        reply.head.headerFields[.contentType] = jsonType
        return reply
    }

    /// Whether there is no body at all.
    var isEmpty: Bool { if case .bytes(let bytes) = body { bytes.isEmpty } else { false } }

    subscript(name: String) -> String? {
        get { HTTPField.Name(name).flatMap { head.headerFields[$0] } }
        set {
            if let name = HTTPField.Name(name) { head.headerFields[name] = newValue }
        }
    }
}

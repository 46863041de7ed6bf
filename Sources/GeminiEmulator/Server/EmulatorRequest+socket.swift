import HTTPTypes
import NIOHTTP1

extension EmulatorRequest {
    /// Of the body, as announced: zero for none. `nil` for one that comes in chunks.
    static func length(_ head: HTTPRequestHead) -> Int64? {
        guard !head.headers.contains(name: "transfer-encoding") else { return nil }
        return head.headers.first(name: "content-length").flatMap { Int64($0) } ?? 0
    }

    /// `nil` for a method that is none.
    init?(_ head: HTTPRequestHead, body: Payload) {
        guard let method = HTTPRequest.Method(rawValue: head.method.rawValue) else { return nil }
        var request = HTTPRequest(
            method: method,
            scheme: "http",
            authority: head.headers.first(name: "host"),
            path: head.uri
        )
        request.headerFields.reserveCapacity(head.headers.count)
        for (name, value) in head.headers {
            if let name = HTTPField.Name(name) { request.headerFields.append(HTTPField(name: name, value: value)) }
        }
        self.init(head: request, length: Self.length(head), body: body)
    }
}

import HTTPTypes
import NIOHTTP1

extension HTTPResponseHead {
    /// The head of an answer. One whose bytes are there tells how many they are.
    init(_ reply: EmulatorReply, keepAlive: Bool) {
        self.init(version: .http1_1, status: .init(statusCode: reply.head.status.code))
        headers.reserveCapacity(reply.head.headerFields.count + 2)
        for field in reply.head.headerFields { headers.add(name: field.name.rawName, value: field.value) }
        if case .bytes(let bytes) = reply.body { headers.add(name: "content-length", value: String(bytes.count)) }
        if !keepAlive { headers.add(name: "connection", value: "close") }
    }
}

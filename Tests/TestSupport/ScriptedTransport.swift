public import HTTP
public import HTTPTypes
import Synchronization

/// A transport made of a closure, which remembers what it was sent.
public final class ScriptedTransport: HTTPTransport, Sendable {
    /// A request as it would go over the wire.
    public struct Sent: Sendable {
        public let request: HTTPRequest
        public let body: [UInt8]
        public let limits: TransferLimits

        public var path: String { request.path ?? "" }
        public var text: String { String(decoding: body, as: UTF8.self) }

        public subscript(header: String) -> String? {
            HTTPField.Name(header).flatMap { request.headerFields[$0] }
        }
    }

    private let log = Mutex<[Sent]>([])
    private let answer: @Sendable (Sent, Int) throws -> (Int, [String: String], String)

    /// - Parameter answer: Given a request and its number from 0, the status, the headers and the body to answer with.
    public init(_ answer: @escaping @Sendable (Sent, Int) throws -> (Int, [String: String], String)) {
        self.answer = answer
    }

    /// Answers every request with the same JSON.
    public convenience init(json: String) {
        self.init { _, _ in (200, [:], json) }
    }

    public var sent: [Sent] { log.withLock(\.self) }

    public func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply {
        let bytes: [UInt8] =
            switch body {
            case .empty: []
            case .bytes(let bytes): bytes
            case .file(let file, let offset, let length): try file.read(at: offset, count: Int(length))
            }
        let sent = Sent(request: request, body: bytes, limits: limits)
        let number = log.withLock { log in
            log.append(sent)
            return log.count - 1
        }
        let (status, headers, text) = try answer(sent, number)
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return HTTPReply(
            head: HTTPResponse(status: .init(code: status), headerFields: fields),
            body: HTTPBody(Array(text.utf8))
        )
    }
}

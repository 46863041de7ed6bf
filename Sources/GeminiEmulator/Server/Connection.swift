import HTTP
import HTTPTypes
import NIOCore
import NIOHTTP1

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One client's connection: requests one after another.
struct Connection: Sendable {
    let client: Listener.Client
    let answerer: any Answerer

    /// Returns when the client leaves. A connection that breaks is the client's affair, and nobody else's.
    func serve() async {
        answerer.counters.connected()
        defer { answerer.counters.disconnected() }
        do {
            try await client.executeThenClose { inbound, outbound in
                let reader = PartReader(inbound)
                while let head = try await reader.nextHead() {
                    try await exchange(head, reader, outbound)
                    guard head.isKeepAlive else { break }
                }
            }
        } catch {
            client.channel.close(promise: nil)
        }
    }

    private func exchange(
        _ head: HTTPRequestHead,
        _ reader: PartReader,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    ) async throws {
        if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
            try await outbound.write(.head(HTTPResponseHead(version: head.version, status: .continue)))
        }
        let request = try request(head, reader)
        do {
            try await send(try await answerer.answer(request), keepAlive: head.isKeepAlive, outbound)
        } catch let error as TransportError where error.kind == .broken {
            try await reset()
            throw error
        }
        // What a refusal left unread must not be taken for the next request.
        try await reader.drain()
    }

    /// Breaks the connection off, as a machine does that goes down (RST in place of FIN).
    private func reset() async throws {
        let channel = client.channel
        if let socket = channel as? any SocketOptionProvider {
            try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }

    private func request(_ head: HTTPRequestHead, _ reader: PartReader) throws -> EmulatorRequest {
        guard let method = HTTPRequest.Method(rawValue: head.method.rawValue) else {
            throw HTTPParserError.invalidMethod
        }
        var request = HTTPRequest(
            method: method,
            scheme: "http",
            authority: head.headers.first(name: "host"),
            path: head.uri
        )
        for (name, value) in head.headers {
            if let name = HTTPField.Name(name) { request.headerFields.append(HTTPField(name: name, value: value)) }
        }
        let length = head.headers.first(name: "content-length").flatMap { Int64($0) }
        let isChunked = head.headers.contains(name: "transfer-encoding")
        guard length ?? 0 > 0 || isChunked else { return EmulatorRequest(head: request, length: 0, body: .empty) }
        return EmulatorRequest(head: request, length: length, body: .stream(HTTPBody(RequestChunks(reader: reader))))
    }

    private func send(
        _ reply: EmulatorReply,
        keepAlive: Bool,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    ) async throws {
        var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: reply.head.status.code))
        for field in reply.head.headerFields { head.headers.add(name: field.name.rawName, value: field.value) }
        if !keepAlive { head.headers.add(name: "connection", value: "close") }
        switch reply.body {
        case .bytes(let bytes):
            head.headers.add(name: "content-length", value: String(bytes.count))
            try await outbound.write(contentsOf: [.head(head), .body(.byteBuffer(ByteBuffer(bytes: bytes))), .end(nil)])
        case .stream(let body):
            try await outbound.write(.head(head))
            for try await chunk in body {
                try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: chunk))))
            }
            try await outbound.write(.end(nil))
        }
    }
}

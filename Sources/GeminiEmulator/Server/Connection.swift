import NIOCore
import NIOHTTP1
import SluiceHTTP

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One client's connection: requests one after another, but for those that were answered out of hand.
struct Connection: Sendable {
    let channel: any Channel
    let arrivals: Arrivals
    let answerer: any Answerer

    /// Returns when the client leaves. A connection that breaks is the client's affair, and nobody else's.
    func serve() async {
        await withTaskCancellationHandler {
            do {
                while let item = await arrivals.next(channel) {
                    guard try await exchange(item) else { break }
                    arrivals.answered()
                }
            } catch {}
            channel.close(promise: nil)
        } onCancel: {
            arrivals.finish()
            channel.close(promise: nil)
        }
    }

    /// Whether another may follow.
    private func exchange(_ item: Arrivals.Item) async throws -> Bool {
        switch item {
        case .request(let request, let head):
            try await answer(request, head)
            return head.isKeepAlive
        case .head(let head):
            if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                try await write(.head(HTTPResponseHead(version: head.version, status: .continue)))
            }
            let body = HTTPBody(RequestChunks(arrivals: arrivals, channel: channel))
            guard let request = EmulatorRequest(head, body: .stream(body)) else { throw HTTPParserError.invalidMethod }
            try await answer(request, head)
            // What a refusal left unread must not be taken for the next request.
            while try await arrivals.nextChunk(channel) != nil {}
            return head.isKeepAlive
        case .chunk, .end: throw HTTPParserError.invalidInternalState
        }
    }

    private func answer(_ request: EmulatorRequest, _ head: HTTPRequestHead) async throws {
        guard answerer.options.stopsWhenClientLeaves else { return try await finish(request, head) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await finish(request, head) }
            group.addTask {
                for await _ in arrivals.untilLeft() {}
                try Task.checkCancellation()
                throw TransportError(.broken, "The client left before its answer was there")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func finish(_ request: EmulatorRequest, _ head: HTTPRequestHead) async throws {
        do {
            try await send(try await answerer.answer(request), head)
        } catch let error as TransportError where error.kind == .broken {
            try await reset()
            throw error
        }
    }

    /// Breaks the connection off, as a machine does that goes down (RST in place of FIN).
    private func reset() async throws {
        if let socket = channel as? any SocketOptionProvider {
            try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }

    private func send(_ reply: EmulatorReply, _ request: HTTPRequestHead) async throws {
        let head = HTTPResponseHead(reply, keepAlive: request.isKeepAlive)
        // The head of the same resource, and nothing of the resource itself (RFC 9110 §9.3.2).
        let hasBody = request.method != .HEAD && ![204, 304].contains(head.status.code)
        switch reply.body {
        case .bytes(let bytes):
            channel.write(HTTPServerResponsePart.head(head), promise: nil)
            if !bytes.isEmpty, hasBody {
                channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes))), promise: nil)
            }
            try await write(.end(nil))
        case .stream(let body):
            try await write(.head(head))
            if hasBody {
                for try await chunk in body { try await write(.body(.byteBuffer(ByteBuffer(bytes: chunk)))) }
            }
            try await write(.end(nil))
        }
    }

    /// Returns when the system has taken it: who reads slowly is written to slowly.
    private func write(_ part: HTTPServerResponsePart) async throws {
        try await channel.writeAndFlush(part)
    }
}

import HTTP
import NIOCore
import NIOHTTP1

/// Reads a connection's requests, part by part and only when asked.
actor PartReader {
    private var parts: NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator
    private var isInBody = false

    init(_ inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>) {
        parts = inbound.makeAsyncIterator()
    }

    /// `nil` when the client has nothing more to ask.
    func nextHead() async throws -> HTTPRequestHead? {
        guard let part = try await next() else { return nil }
        guard case .head(let head) = part else { throw HTTPParserError.invalidInternalState }
        isInBody = true
        return head
    }

    /// `nil` at the end of the body.
    func nextChunk() async throws -> [UInt8]? {
        guard isInBody else { return nil }
        guard let part = try await next() else {
            throw TransportError(.broken, "The client left before the end of its request")
        }
        guard case .body(let buffer) = part else {
            isInBody = false
            return nil
        }
        return Array(buffer.readableBytesView)
    }

    func drain() async throws {
        while try await nextChunk() != nil {}
    }

    private func next() async throws -> HTTPServerRequestPart? {
        var parts = self.parts
        defer { self.parts = parts }
        return try await parts.next(isolation: self)
    }
}

/// The body of the request that a reader is in.
struct RequestChunks: AsyncSequence, Sendable {
    let reader: PartReader

    struct AsyncIterator: AsyncIteratorProtocol {
        let reader: PartReader

        mutating func next() async throws -> [UInt8]? {
            try await reader.nextChunk()
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(reader: reader) }
}

import NIOCore
import SluiceHTTP

/// The body of the request that a connection is in, read as it is asked for.
struct RequestChunks: AsyncSequence, Sendable {
    let arrivals: Arrivals
    let channel: any Channel

    struct AsyncIterator: AsyncIteratorProtocol {
        let chunks: RequestChunks

        mutating func next() async throws -> [UInt8]? {
            try await chunks.arrivals.nextChunk(chunks.channel)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(chunks: self) }
}

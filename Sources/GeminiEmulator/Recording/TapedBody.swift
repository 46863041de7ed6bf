import SluiceHTTP

/// A body that is handed on as it comes, and remembered; at its end somebody is told all of it.
///
/// A body that breaks off, or whose reader leaves, is told to nobody: it is no answer.
struct TapedBody: AsyncSequence, Sendable {
    let base: HTTPBody
    /// In bytes; what is longer breaks off.
    let limit: Int
    let onEnd: @Sendable ([UInt8]) throws -> Void

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let body: TapedBody
        fileprivate var base: HTTPBody.AsyncIterator
        fileprivate var taped: [UInt8] = []
        fileprivate var isOver = false

        mutating func next() async throws -> [UInt8]? {
            guard !isOver else { return nil }
            guard let chunk = try await base.next() else {
                isOver = true
                try body.onEnd(taped)
                return nil
            }
            guard chunk.count <= body.limit - taped.count else {
                throw TransportError(.broken, "The stream is longer than \(body.limit) bytes")
            }
            taped += chunk
            return chunk
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: self, base: base.makeAsyncIterator())
    }
}

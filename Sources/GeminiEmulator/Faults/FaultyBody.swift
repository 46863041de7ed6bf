import SluiceHTTP

/// A body that does not arrive as it should.
struct FaultyBody: AsyncSequence, Sendable {
    let base: HTTPBody
    /// The most bytes of a chunk.
    var pieces: Int?
    /// After how many bytes there is silence, and for how long.
    var stall: (at: Int, time: Duration)?
    /// After how many bytes it is over.
    var end: Int?
    /// Whether its end is a broken connection.
    var breaks = false

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let body: FaultyBody
        fileprivate var base: HTTPBody.AsyncIterator
        fileprivate var waiting: ArraySlice<UInt8> = []
        fileprivate var sent = 0
        fileprivate var hasStalled = false

        mutating func next() async throws -> [UInt8]? {
            if let stall = body.stall, !hasStalled, sent >= stall.at {
                hasStalled = true
                try await Task.sleep(for: stall.time)
            }
            guard sent < body.end ?? .max else { return try finish() }
            while waiting.isEmpty {
                guard let chunk = try await base.next() else { return try finish() }
                waiting = chunk[...]
            }
            var count = Swift.min(waiting.count, body.pieces ?? .max, (body.end ?? .max) - sent)
            if let stall = body.stall, !hasStalled { count = Swift.min(count, stall.at - sent) }
            let piece = Array(waiting.prefix(count))
            waiting = waiting.dropFirst(count)
            sent += count
            return piece
        }

        private func finish() throws -> [UInt8]? {
            guard body.breaks else { return nil }
            throw TransportError(.broken, "The connection was reset")
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: self, base: base.makeAsyncIterator())
    }
}

import SluiceHTTP

/// A body that several readers take from, one after another.
actor BodyReader {
    private var chunks: HTTPBody.AsyncIterator

    init(_ body: HTTPBody) { chunks = body.makeAsyncIterator() }

    /// `nil` at the end.
    func next() async throws -> [UInt8]? {
        var chunks = self.chunks
        defer { self.chunks = chunks }
        return try await chunks.next()
    }
}

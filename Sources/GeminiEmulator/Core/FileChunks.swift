import SluiceHTTP

/// A part of a file, read as it is asked for.
struct FileChunks: AsyncSequence, Sendable {
    let file: SourceFile
    let offset: Int64
    let length: Int64

    struct AsyncIterator: AsyncIteratorProtocol {
        let file: SourceFile
        var offset: Int64
        let end: Int64

        mutating func next() async throws -> [UInt8]? {
            guard offset < end else { return nil }
            let chunk = try await Self.read(file, at: offset, count: Int(Swift.min(256 << 10, end - offset)))
            guard !chunk.isEmpty else {
                throw TransportError(.unreadableBody, "\(file.path) became shorter while it was sent")
            }
            offset += Int64(chunk.count)
            return chunk
        }

        @concurrent
        private static func read(_ file: SourceFile, at offset: Int64, count: Int) async throws -> [UInt8] {
            try file.read(at: offset, count: count)
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(file: file, offset: offset, end: offset + length)
    }
}

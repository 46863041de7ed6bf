/// The body of a response: chunks of bytes, read once and in order.
///
/// Whoever reads sets the pace: the transport holds a bounded number of bytes that were not asked for yet.
public struct HTTPBody: AsyncSequence, Sendable {
    /// Some bytes: never none of them.
    public typealias Element = [UInt8]

    private let makeNext: @Sendable () -> Next
    fileprivate typealias Next = () async throws -> [UInt8]?

    /// A body that gives what another sequence gives.
    public init<Base: AsyncSequence & Sendable>(_ base: Base) where Base.Element == [UInt8] {
        makeNext = {
            var iterator = base.makeAsyncIterator()
            return { try await iterator.next(isolation: #isolation) }
        }
    }

    /// A body that is already there.
    public init(_ bytes: [UInt8] = []) {
        self.init(
            AsyncStream { stream in
                if !bytes.isEmpty { stream.yield(bytes) }
                stream.finish()
            }
        )
    }

    /// Reads all that is left.
    ///
    /// - Throws: ``TransportError`` of kind `tooLarge` when more than `limit` bytes arrive; what the transport throws.
    public func collect(upTo limit: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        for try await chunk in self {
            guard chunk.count <= limit - all.count else {
                throw TransportError(.tooLarge, "The response is larger than \(limit) bytes")
            }
            all.append(contentsOf: chunk)
        }
        return all
    }

    /// Gives the chunks as they come.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let advance: Next

        /// The next chunk; `nil` at the end.
        public mutating func next() async throws -> [UInt8]? {
            try await advance()
        }
    }

    /// To be called once: what was read is gone.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(advance: makeNext())
    }
}

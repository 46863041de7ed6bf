/// The body of a response while it arrives. Dropped unread, it ends the exchange.
struct ResponseBody: AsyncSequence, Sendable {
    private let owner: Owner

    init(of transfer: Transfer, over transport: CurlTransport) {
        owner = Owner(transfer, transport)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let owner: Owner

        mutating func next() async throws -> [UInt8]? {
            try await owner.transfer.next()
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(owner: owner)
    }
}

private final class Owner: Sendable {
    let transfer: Transfer
    // The thread must live as long as someone reads.
    private let transport: CurlTransport

    init(_ transfer: Transfer, _ transport: CurlTransport) {
        self.transfer = transfer
        self.transport = transport
    }

    deinit { transfer.cancel() }
}

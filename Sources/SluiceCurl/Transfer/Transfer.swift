internal import HTTPTypes
internal import SluiceHTTP
internal import Synchronization

/// One exchange, as the task sees it.
final class Transfer: Sendable {
    typealias HeadWaiter = CheckedContinuation<HTTPResponse, any Error>
    typealias ChunkWaiter = CheckedContinuation<[UInt8]?, any Error>
    typealias State = TransferState<HeadWaiter, ChunkWaiter>

    let request: PreparedRequest
    private let mailbox: Mailbox
    private let state = Mutex(State())

    init(_ request: PreparedRequest, _ mailbox: Mailbox) {
        self.request = request
        self.mailbox = mailbox
    }

    // The task's side

    /// Starts, and waits for the head of the response.
    func head() async throws -> HTTPResponse {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (waiter: HeadWaiter) in
                let known = state.withLock { $0.awaitHead(waiter) }
                if let known { return waiter.resume(with: known) }
                do { try mailbox.post(.start(self)) } catch { finish(.failure(error)) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// The next bytes of the body, or `nil` at its end.
    func next() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (waiter: ChunkWaiter) in
                switch state.withLock({ $0.next(waiter) }) {
                case .wait: break
                case .end(let result): waiter.resume(with: result.map { nil })
                case .chunk(let bytes, let unpauses):
                    if unpauses { try? mailbox.post(.unpause(self)) }
                    waiter.resume(returning: bytes)
                }
            }
        } onCancel: {
            cancel()
        }
    }

    func cancel() {
        if state.withLock({ $0.cancel() }) { try? mailbox.post(.cancel(self)) }
    }

    // The thread's side

    var isCancelled: Bool { state.withLock { $0.isCancelled } }
    var holdsBack: Bool { state.withLock { $0.holdsBack } }

    func received(_ response: HTTPResponse) {
        state.withLock { $0.received(response) }
    }

    /// Takes bytes of the body, or says why not.
    func received(_ bytes: UnsafeRawBufferPointer) -> State.Received {
        state.withLock { unsafe $0.received(bytes) }
    }

    /// Wakes who waits for what was received.
    ///
    /// - Returns: Whether the connection is to be read again.
    func settle() -> Bool {
        wake(state.withLock { $0.settle() })
    }

    func finish(_ result: Result<Void, any Error>) {
        _ = wake(
            state.withLock { state in
                state.finish(result)
                return state.settle()
            }
        )
    }

    private func wake(_ due: State.Due) -> Bool {
        if let (waiter, result) = due.head { waiter.resume(with: result) }
        if let (waiter, result) = due.reader { waiter.resume(with: result) }
        return due.unpauses
    }
}

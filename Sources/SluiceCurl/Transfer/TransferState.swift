internal import HTTPTypes

/// What one exchange has come to, between the thread that receives and the task that reads.
///
/// Does no input or output: each method says what is to be done, once the lock is released. The waiters are whatever
/// the two sides wake each other with.
struct TransferState<HeadWaiter: Sendable, ChunkWaiter: Sendable>: Sendable {
    /// Beyond so many unread bytes the connection is not read any further. One more piece of libcurl's may be added.
    static var highWater: Int { 256 * 1024 }

    private enum Head: Sendable {
        case expected(HeadWaiter?)
        case arrived
        case failed(any Error)
    }

    enum Next: Sendable {
        /// Bytes to give, and whether the connection, which was paused for want of room, is to be read again.
        case chunk([UInt8], unpauses: Bool)
        case end(Result<Void, any Error>)
        /// The waiter is kept.
        case wait
    }

    enum Received: Sendable {
        case kept
        /// There is no room: offer the same bytes again after unpausing.
        case full
        /// Nobody wants them.
        case unwanted
    }

    /// Who is to be woken, and with what.
    struct Due: Sendable {
        var head: (waiter: HeadWaiter, result: Result<HTTPResponse, any Error>)?
        var reader: (waiter: ChunkWaiter, result: Result<[UInt8]?, any Error>)?
        /// Whether the connection, which was paused for want of room, is to be read again.
        var unpauses = false
    }

    private var head: Head = .expected(nil)
    private var early: HTTPResponse?
    private var unread: [UInt8] = []
    private var reader: ChunkWaiter?
    private var end: Result<Void, any Error>?
    private var isPaused = false
    private(set) var isCancelled = false

    // The task's side

    /// The head, if it is known how that went; else the waiter is kept.
    mutating func awaitHead(_ waiter: HeadWaiter) -> Result<HTTPResponse, any Error>? {
        if case .failed(let error) = head { return .failure(error) }
        if let early { return .success(early) }
        head = .expected(waiter)
        return nil
    }

    mutating func next(_ waiter: ChunkWaiter) -> Next {
        guard reader == nil else { return .end(.failure(BodyReadTwice())) }
        if !unread.isEmpty {
            defer { (unread, isPaused) = ([], false) }
            return .chunk(unread, unpauses: isPaused)
        }
        if let end { return .end(end) }
        reader = waiter
        return .wait
    }

    /// Whether there is something to stop, for the first who asks.
    mutating func cancel() -> Bool {
        guard !isCancelled, end == nil else { return false }
        isCancelled = true
        return true
    }

    // The thread's side

    mutating func received(_ response: HTTPResponse) {
        if case .expected = head { early = response }
    }

    mutating func received(_ bytes: UnsafeRawBufferPointer) -> Received {
        if isCancelled { return .unwanted }
        guard unread.count < Self.highWater else {
            isPaused = true
            return .full
        }
        unsafe unread.append(contentsOf: bytes)
        return .kept
    }

    /// Ends the exchange: bytes that arrived stay to be read, unless it was cancelled.
    mutating func finish(_ result: Result<Void, any Error>) {
        guard end == nil else { return }
        end = result
        if isCancelled { unread = [] }
    }

    /// Gives those who wait for what has come meanwhile, each once.
    ///
    /// Not called for every piece but when no more can be had at once: a small response is one waking, not three.
    mutating func settle() -> Due {
        var due = Due()
        if case .expected(let waiter) = head {
            if let early {
                head = .arrived
                due.head = waiter.map { ($0, .success(early)) }
            } else if case .failure(let error) = end {
                head = .failed(error)
                due.head = waiter.map { ($0, .failure(error)) }
            }
        }
        guard let waiter = reader else { return due }
        if !unread.isEmpty {
            due.reader = (waiter, .success(unread))
            due.unpauses = isPaused
            (unread, isPaused) = ([], false)
        } else if let end {
            due.reader = (waiter, end.map { nil })
        }
        if due.reader != nil { reader = nil }
        return due
    }

    /// Whether unread bytes hold the connection back.
    var holdsBack: Bool { isPaused }
}

/// A body was read by two at the same time; each would get a part.
struct BodyReadTwice: Error {}

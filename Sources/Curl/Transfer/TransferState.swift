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
        case deliver(ChunkWaiter, [UInt8])
        /// Nobody wants them.
        case unwanted
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

    /// Gives the one who waits for the head.
    mutating func received(_ response: HTTPResponse) -> HeadWaiter? {
        guard case .expected(let waiter) = head else { return nil }
        head = .arrived
        early = response
        return waiter
    }

    mutating func received(_ bytes: UnsafeRawBufferPointer) -> Received {
        if isCancelled { return .unwanted }
        if let waiter = reader {
            reader = nil
            return .deliver(waiter, unsafe Array(bytes))
        }
        guard unread.count < Self.highWater else {
            isPaused = true
            return .full
        }
        unsafe unread.append(contentsOf: bytes)
        return .kept
    }

    /// Ends the exchange. Gives those who still wait; bytes that arrived stay to be read, unless it was cancelled.
    mutating func finish(_ result: Result<Void, any Error>) -> (head: HeadWaiter?, reader: ChunkWaiter?) {
        guard end == nil else { return (nil, nil) }
        end = result
        if isCancelled { unread = [] }
        var waiting: HeadWaiter?
        if case .expected(let waiter) = head, case .failure(let error) = result {
            waiting = waiter
            head = .failed(error)
        }
        defer { reader = nil }
        return (waiting, reader)
    }

    /// Whether unread bytes hold the connection back.
    var holdsBack: Bool { isPaused }
}

/// A body was read by two at the same time; each would get a part.
struct BodyReadTwice: Error {}

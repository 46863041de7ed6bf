import Synchronization

/// A clock that does not wait: it remembers how long it should have.
public final class Pauses: Sendable {
    private let log = Mutex<[Duration]>([])
    public init() {}

    public var all: [Duration] { log.withLock(\.self) }

    public func sleep(_ duration: Duration) async throws {
        try Task.checkCancellation()
        log.withLock { $0.append(duration) }
    }
}

import Synchronization

/// Ends a run early and in order: nothing new is taken up, what is under way is finished and recorded.
///
/// May be used from any thread. It takes a lock, so a signal's handler must not call it; a dispatch source for the signal may.
public final class RunControl: Sendable {
    private struct State {
        var reason: StopReason?
        var hasReachedService = false
        /// Items that failed for want of a network since the service last answered.
        var unreached = 0
        var listeners: [Int: (event: Event, continuation: AsyncStream<Void>.Continuation)] = [:]
        var nextListener = 0

        /// Takes those out who wait for what has happened.
        mutating func heard() -> [AsyncStream<Void>.Continuation] {
            let heard = listeners.filter { $0.value.event == .end || reason == .requested }
            for number in heard.keys { listeners[number] = nil }
            return heard.values.map(\.continuation)
        }
    }

    /// What somebody may wait for.
    private enum Event {
        /// The run is asked to end, for whatever reason.
        case end
        /// Somebody asked for it.
        case request
    }

    private let state = Mutex(State())

    public init() {}

    /// Asks the run to end. The first reason counts, except that ``StopReason/requested`` replaces any other: whoever asks a run to
    /// end that is ending already wants it to end within the grace period.
    public func stop(_ reason: StopReason = .requested) {
        let listeners = state.withLock { state in
            state.reason = reason == .requested ? .requested : state.reason ?? reason
            return state.heard()
        }
        for listener in listeners { listener.finish() }
    }

    /// Waits until the run is asked to end, or the task is cancelled.
    func stopped() async { await wait(for: .end) }

    /// Waits for an event, or until the task is cancelled. Whoever waits no more is forgotten.
    private func wait(for event: Event) async {
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let number: Int? = state.withLock { state in
            let hasHappened = event == .end ? state.reason != nil : state.reason == .requested
            guard !hasHappened else { return nil }
            state.nextListener += 1
            state.listeners[state.nextListener] = (event, stop)
            return state.nextListener
        }
        guard let number else { return }
        for await _ in stops {}
        state.withLock { $0.listeners[number] = nil }
    }

    /// How many wait for the run to be asked to end.
    var listeners: Int { state.withLock(\.listeners.count) }

    /// Works until it is done, or somebody asked the run to end and what is under way has had its time: then it is cancelled.
    ///
    /// A run that ends for another reason lets everything under way come to its end, unless somebody asks it to end meanwhile.
    func within<Value: Sendable>(
        _ grace: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { tasks in
            tasks.addTask { try await work() }
            tasks.addTask { [self] in
                await wait(for: .request)
                try await Task.sleep(for: grace)
                return nil
            }
            defer { tasks.cancelAll() }
            if let value = try await tasks.next() ?? nil { return value }
            tasks.cancelAll()
            // It may have come to its end all the same.
            guard let last = await tasks.nextResult(), case .success(let value?) = last else {
                throw CancellationError()
            }
            return value
        }
    }

    /// A way to wait that ends with `CancellationError` when the run is asked to end.
    func interruptible(
        _ sleep: @escaping @Sendable (Duration) async throws -> Void
    ) -> @Sendable (Duration) async throws -> Void {
        { [self] duration in
            var rest = duration
            while rest > .zero {
                guard reason == nil else { throw CancellationError() }
                let slice = min(rest, .milliseconds(100))
                try await sleep(slice)
                rest -= slice
            }
        }
    }

    public var reason: StopReason? { state.withLock(\.reason) }

    /// So many items, each after all its attempts, are not one item's bad luck: the service or the network is gone.
    private static let mostUnreached = 5

    /// Notes that the service answered, so that a silence is one item's failure and not the run's.
    func reachedService() {
        state.withLock { state in
            state.hasReachedService = true
            state.unreached = 0
        }
    }

    /// Whether one more silence means that the service is gone, or was never there.
    private func isGone() -> Bool {
        state.withLock { state in
            state.unreached += 1
            return !state.hasReachedService || state.unreached >= Self.mostUnreached
        }
    }

    /// Whether a failure is one that every further item would share; if so the run ends.
    func endsRun(_ error: ItemError) -> Bool {
        if error.httpStatus != nil { reachedService() }
        let reason: StopReason? =
            switch error.kind {
            case .authentication: .authentication(error)
            case .permission: .refused(error)
            case .quotaExhausted: .quota(error)
            case .budgetExceeded where error.httpStatus == nil && error.code == nil: .budget(error)
            case .invalidRequest where error.code == "model_not_found": .refused(error)
            case .network where isGone(): .unreachable(error)
            default: nil
            }
        guard let reason else { return false }
        stop(reason)
        return true
    }
}

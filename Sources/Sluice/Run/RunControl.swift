import Synchronization

/// Ends a run early and in order: nothing new is taken up, what is under way is finished and recorded.
///
/// May be used from any thread, also from a signal's handler.
public final class RunControl: Sendable {
    private struct State {
        var reason: StopReason?
        var hasReachedService = false
        /// Items that failed for want of a network since the service last answered.
        var unreached = 0
        var listeners: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Asks the run to end. The first reason counts.
    public func stop(_ reason: StopReason = .requested) {
        let listeners = state.withLock { state in
            state.reason = state.reason ?? reason
            defer { state.listeners = [] }
            return state.listeners
        }
        for listener in listeners { listener.finish() }
    }

    /// Waits until the run is asked to end, or the task is cancelled.
    func stopped() async {
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let isOver = state.withLock { state in
            if state.reason == nil { state.listeners.append(stop) }
            return state.reason != nil
        }
        if isOver { return }
        for await _ in stops {}
    }

    /// Works until it is done, or the run was asked to end and what is under way has had its time: then it is cancelled.
    ///
    /// A run that ends for another reason than being asked to lets everything under way come to its end.
    func within<Value: Sendable>(
        _ grace: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { tasks in
            tasks.addTask { try await work() }
            tasks.addTask { [self] in
                await stopped()
                try await Task.sleep(for: reason == .requested ? grace : .seconds(86400))
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
            case "authentication": .authentication(error)
            case "permission": .refused(error)
            case "quota_exhausted": .quota(error)
            case "budget_exceeded" where error.httpStatus == nil && error.code == nil: .budget(error)
            case "invalid_request" where error.code == "model_not_found": .refused(error)
            case "network" where isGone(): .unreachable(error)
            default: nil
            }
        guard let reason else { return false }
        stop(reason)
        return true
    }
}

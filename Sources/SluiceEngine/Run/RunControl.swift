import SluiceSupport

/// Ends a run early and in order: nothing new is taken up, what is under way is finished and recorded.
///
/// May be used from any thread. It takes a lock, so a signal's handler must not call it; a dispatch source for the signal may.
public final class RunControl: Sendable {
    private struct State {
        var reason: StopReason?
        var hasReachedService = false
        /// Items that failed for want of a network since the service last answered.
        var unreached = 0
    }

    private let state = AsyncCondition(State())

    public init() {}

    /// Asks the run to end. The first reason counts, except that ``StopReason/requested`` replaces any other: whoever asks a run to
    /// end that is ending already wants it to end within the grace period.
    public func stop(_ reason: StopReason = .requested) {
        state.update { $0.reason = reason == .requested ? .requested : $0.reason ?? reason }
    }

    /// Waits until the run is asked to end.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before.
    func stopped() async throws { try await state.wait { $0.reason == nil ? nil : () } }

    /// How many tasks wait for the run to be asked to end.
    var listeners: Int { state.waiting }

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
                try await state.wait { $0.reason == .requested ? () : nil }
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
            guard duration > .zero else { return }
            try await unlessStopped { try await sleep(duration) }
        }
    }

    /// Works until it is done. When the run is asked to end the work is cancelled; what it has by then counts.
    ///
    /// - Throws: What the work throws. `CancellationError` when the run is asked to end before.
    func unlessStopped<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        guard reason == nil else { throw CancellationError() }
        return try await withThrowingTaskGroup(of: Value?.self) { tasks in
            tasks.addTask { try await work() }
            tasks.addTask {
                try? await self.stopped()
                return nil
            }
            defer { tasks.cancelAll() }
            while let end = try await tasks.next() {
                if let end { return end }
                tasks.cancelAll()
            }
            throw CancellationError()
        }
    }

    public var reason: StopReason? { state.read(\.reason) }

    /// So many items, each after all its attempts, are not one item's bad luck: the service or the network is gone.
    private static let mostUnreached = 5

    /// Notes that the service answered, so that a silence is one item's failure and not the run's.
    func reachedService() {
        state.update { state in
            state.hasReachedService = true
            state.unreached = 0
        }
    }

    /// Whether one more silence means that the service is gone, or was never there.
    private func isGone() -> Bool {
        state.update { state in
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

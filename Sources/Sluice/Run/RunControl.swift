import Synchronization

/// Ends a run early and in order: nothing new is taken up, what is under way is finished and recorded.
///
/// May be used from any thread, also from a signal's handler.
public final class RunControl: Sendable {
    private struct State {
        var reason: StopReason?
        var hasReachedService = false
    }

    private let state = Mutex(State())

    public init() {}

    /// Asks the run to end. The first reason counts.
    public func stop(_ reason: StopReason = .requested) {
        state.withLock { state in state.reason = state.reason ?? reason }
    }

    public var reason: StopReason? { state.withLock(\.reason) }

    /// Notes that the service answered, so that a later silence is one item's failure and not the run's.
    func reachedService() { state.withLock { $0.hasReachedService = true } }

    /// Whether a failure is one that every further item would share; if so the run ends.
    func endsRun(_ error: ItemError) -> Bool {
        let reason: StopReason? =
            switch error.kind {
            case "authentication": .authentication(error)
            case "permission": .refused(error)
            case "quota_exhausted": .quota(error)
            case "invalid_request" where error.code == "model_not_found": .refused(error)
            case "network" where !state.withLock(\.hasReachedService): .unreachable(error)
            default: nil
            }
        guard let reason else { return false }
        stop(reason)
        return true
    }
}

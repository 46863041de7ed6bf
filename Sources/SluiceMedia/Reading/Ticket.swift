import Synchronization

/// The state of one job between the task that waits for it and the thread that does it.
final class Ticket: Sendable {
    private enum State {
        case waiting(skip: (@Sendable () -> Void)?)
        case running
        case cancelled
    }

    private let state = Mutex(State.waiting(skip: nil))

    /// Whether the one who waits has lost interest.
    var isCancelled: Bool {
        state.withLock { state in
            if case .cancelled = state { true } else { false }
        }
    }

    /// What to do when cancelled before the turn came; done at once when that was already.
    func whenSkipped(_ skip: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            guard case .waiting = state else { return true }
            state = .waiting(skip: skip)
            return false
        }
        if isLate { skip() }
    }

    /// Takes the turn, unless cancelled before.
    func begin() -> Bool {
        state.withLock { state in
            guard case .waiting = state else { return false }
            state = .running
            return true
        }
    }

    func cancel() {
        let skip = state.withLock { state -> (@Sendable () -> Void)? in
            defer { state = .cancelled }
            guard case .waiting(let skip) = state else { return nil }
            return skip
        }
        skip?()
    }
}

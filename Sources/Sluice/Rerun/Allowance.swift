import Synchronization

/// How many items a run may take. What turns out to be none of the recipe's business is given back.
final class Allowance: Sendable {
    private struct State {
        var left: Int
        /// Taken, and not known yet whether they count.
        var open = 0
        var waiting: [AsyncStream<Void>.Continuation] = []
    }

    private let state: Mutex<State>

    /// - Parameter limit: `nil` for as many as there are.
    init(_ limit: Int?) { state = Mutex(State(left: limit ?? .max)) }

    /// Takes one, if one is left.
    func take() -> Bool {
        state.withLock { state in
            guard state.left > 0 else { return false }
            state.left -= 1
            state.open += 1
            return true
        }
    }

    /// An item is known: whether it counts.
    func settle(counts: Bool) {
        let waiting = state.withLock { state in
            state.open -= 1
            if !counts { state.left += 1 }
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.finish() }
    }

    /// Waits until one is left, or will not be.
    ///
    /// - Returns: Whether one is.
    func mayTakeMore() async -> Bool {
        while !Task.isCancelled {
            let (changes, change) = AsyncStream.makeStream(of: Void.self)
            let answer: Bool? = state.withLock { state in
                if state.left > 0 { return true }
                if state.open == 0 { return false }
                state.waiting.append(change)
                return nil
            }
            if let answer { return answer }
            for await _ in changes {}
        }
        return false
    }
}

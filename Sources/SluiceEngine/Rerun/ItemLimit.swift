import SluiceSupport

/// How many items a run may process. Items that the recipe does not select do not count.
final class ItemLimit: Sendable {
    private struct State {
        var left: Int
        /// Claimed, and not known yet whether they count.
        var undecided = 0
    }

    private let state: AsyncCondition<State>

    /// - Parameter limit: `nil` for as many as there are.
    init(_ limit: Int?) { state = AsyncCondition(State(left: limit ?? .max)) }

    /// Claims one, if one is left; then ``settle(counts:)``.
    func claim() -> Bool {
        state.update { state in
            guard state.left > 0 else { return false }
            state.left -= 1
            state.undecided += 1
            return true
        }
    }

    /// Ends a claim, once it is known whether the item counts.
    func settle(counts: Bool) {
        state.update { state in
            state.undecided -= 1
            if !counts { state.left += 1 }
        }
    }

    /// Waits until one is left, or will not be.
    ///
    /// - Returns: Whether one is. `false` also when the task is cancelled.
    func hasMore() async -> Bool {
        let answer = try? await state.wait { state -> Bool? in
            if state.left > 0 { return true }
            return state.undecided == 0 ? false : nil
        }
        return answer ?? false
    }
}

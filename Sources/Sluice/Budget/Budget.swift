import Synchronization

/// What a run may spend: kept by never beginning what might pass the limit.
///
/// What is under way counts with the most that it can cost. Who finds no room waits until something under way is settled;
/// when nothing is, there is no room at all.
final class Budget: Sendable {
    private struct State {
        var spent = Spending()
        var reserved = Spending()
        var underWay = 0
        var waiting: [CheckedContinuation<Bool?, Never>] = []
    }

    let dollars: Double?
    let tokens: Int?
    private let state = Mutex(State())

    init(dollars: Double?, tokens: Int?) {
        self.dollars = dollars
        self.tokens = tokens
    }

    var isLimited: Bool { dollars != nil || tokens != nil }
    var spent: Spending { state.withLock(\.spent) }

    /// Sets aside what something can cost at most.
    ///
    /// - Parameter what: What it is, as an error calls it.
    /// - Throws: ``ItemError`` of kind `budget_exceeded` when there is no room for it and there will be none.
    func reserve(_ most: Spending, for what: String = "the next item") async throws {
        guard isLimited else { return }
        while true {
            try Task.checkCancellation()
            switch await room(for: most) {
            case true?: return
            case false?: throw exceeded(by: most, what)
            // Something was settled meanwhile.
            case nil: continue
            }
        }
    }

    /// Sets aside what something can cost at most, or waits until something under way is settled. Everything under way is, also
    /// when the run is cancelled.
    ///
    /// Looking and queueing are one step: no settlement falls between them.
    ///
    /// - Returns: Whether it was set aside. `nil` when something was settled, and it is worth another look.
    private func room(for most: Spending) async -> Bool? {
        await withCheckedContinuation { waiter in
            let answer: Bool?? = state.withLock { state in
                if fits(state.spent + state.reserved + most) {
                    state.reserved = state.reserved + most
                    state.underWay += 1
                    return true
                }
                guard state.underWay > 0 else { return false }
                state.waiting.append(waiter)
                return .none
            }
            if let answer { waiter.resume(returning: answer) }
        }
    }

    /// Sets aside more for something under way, if there is room for it now.
    func extend(by more: Spending) -> Bool {
        guard isLimited else { return true }
        return state.withLock { state in
            guard fits(state.spent + state.reserved + more) else { return false }
            state.reserved = state.reserved + more
            return true
        }
    }

    /// Replaces what was set aside by what was spent.
    func settle(_ most: Spending, spent: Spending) {
        guard isLimited else { return }
        let waiting = state.withLock { state in
            state.reserved = state.reserved - most
            state.spent = state.spent + spent
            state.underWay -= 1
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume(returning: nil) }
    }

    private func fits(_ sum: Spending) -> Bool {
        sum.tokens <= tokens ?? .max && sum.dollars <= dollars ?? .infinity
    }

    private func exceeded(by most: Spending, _ what: String) -> ItemError {
        let spent = spent
        let isMoney = spent.dollars + most.dollars > dollars ?? .infinity
        let (limit, used, next) =
            isMoney
            ? (Money.text(dollars ?? 0), Money.text(spent.dollars), Money.text(most.dollars))
            : ("\(tokens ?? 0) tokens", "\(spent.tokens)", "\(most.tokens)")
        return ItemError(
            kind: .budgetExceeded,
            message: "The budget of \(limit) has no room for \(what): \(used) spent, and it may take \(next)",
            hint:
                "raise the budget, or lower max_output_tokens: what is asked counts with the longest answer it may get"
        )
    }
}

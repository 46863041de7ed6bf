import SluiceSupport

/// Hard spending limit: reserves each call's worst case up front.
///
/// A call that does not fit waits until one under way is settled; when none is, it will never fit.
final class Budget: Sendable {
    private struct State {
        var spent = Spending()
        var reserved = Spending()
        var underWay = 0
    }

    let dollars: Double?
    let tokens: Int?
    private let state = AsyncCondition(State())

    init(dollars: Double?, tokens: Int?) {
        self.dollars = dollars
        self.tokens = tokens
    }

    var isLimited: Bool { dollars != nil || tokens != nil }
    var spent: Spending { state.read(\.spent) }

    /// Reserves what something can cost at most.
    ///
    /// - Parameter what: What it is, as an error calls it.
    /// - Throws: ``ItemError`` of kind `budget_exceeded` when it does not fit and never will; `CancellationError`.
    func reserve(_ most: Spending, for what: String = "the next item") async throws {
        guard isLimited else { return }
        let isReserved = try await state.wait { [self] state -> Bool? in
            guard fits(state.spent + state.reserved + most) else { return state.underWay > 0 ? nil : false }
            state.reserved = state.reserved + most
            state.underWay += 1
            return true
        }
        if !isReserved { throw exceeded(by: most, what) }
    }

    /// Sets aside more for something under way, if there is room for it now.
    func extend(by more: Spending) -> Bool {
        guard isLimited else { return true }
        return state.update { state in
            guard fits(state.spent + state.reserved + more) else { return false }
            state.reserved = state.reserved + more
            return true
        }
    }

    /// Replaces what was set aside by what was spent.
    func settle(_ most: Spending, spent: Spending) {
        guard isLimited else { return }
        state.update { state in
            state.reserved = state.reserved - most
            state.spent = state.spent + spent
            state.underWay -= 1
        }
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

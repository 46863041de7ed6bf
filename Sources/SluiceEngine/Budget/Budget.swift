import SluiceSupport
import Synchronization

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

    fileprivate func reserve(_ most: Spending, _ what: String) async throws {
        let isReserved = try await state.wait { [self] state -> Bool? in
            guard fits(state.spent + state.reserved + most) else { return state.underWay > 0 ? nil : false }
            state.reserved = state.reserved + most
            state.underWay += 1
            return true
        }
        if !isReserved { throw exceeded(by: most, what) }
    }

    /// Reserves what a call can cost at most.
    ///
    /// Lock order: the permit comes before the budget, otherwise an item that has a reservation and waits for a permit could wait
    /// for one that has the permit and waits for room in the budget. So a limited budget takes the permit first.
    ///
    /// - Parameters:
    ///   - permit: The permit to generate under which the call is made; `nil` for the only calls of a run, which wait for none.
    ///   - what: What the call is, as an error calls it.
    /// - Throws: ``ItemError`` of kind `budget_exceeded` when it does not fit and never will; `CancellationError`.
    func reserve(
        _ most: Spending,
        holding permit: GenerationPermit?,
        for what: String = "the next item"
    ) async throws -> Reservation {
        if isLimited {
            try await permit?.acquire()
            try await reserve(most, what)
        }
        return Reservation(self, most)
    }

    /// Sets aside more for something under way, if there is room for it now.
    fileprivate func extend(by more: Spending) -> Bool {
        guard isLimited else { return true }
        return state.update { state in
            guard fits(state.spent + state.reserved + more) else { return false }
            state.reserved = state.reserved + more
            return true
        }
    }

    /// Replaces what was set aside by what was spent.
    fileprivate func settle(_ most: Spending, spent: Spending) {
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

extension Budget {
    /// What was reserved for a call, until it is settled. Repeats that may be billed need room of their own.
    final class Reservation: Sendable {
        private let budget: Budget
        private let most: Spending
        private let repeats = Mutex(Spending())

        fileprivate init(_ budget: Budget, _ most: Spending) {
            self.budget = budget
            self.most = most
        }

        /// Reserves room for one more call of the same size. Nobody waits for it: whoever holds a reservation must not wait for money.
        ///
        /// - Returns: Whether there is room.
        func takeRoom() -> Bool {
            guard budget.extend(by: most) else { return false }
            repeats.withLock { $0 = $0 + most }
            return true
        }

        /// Replaces what was reserved by what was spent.
        func settle(spent: Spending) { budget.settle(most + repeats.withLock(\.self), spent: spent) }
    }
}

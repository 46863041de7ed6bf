import Gemini
import Synchronization

/// Repeats of calls that may have been paid for: each needs room in the budget of its own, beside what was set aside for the first.
///
/// Nobody waits for the room: who has money set aside must never wait for somebody who waits for money.
final class PaidRepeats: Sendable {
    private let budget: Budget
    private let most: Spending
    private let setAside = Mutex(Spending())

    init(_ budget: Budget, most: Spending) {
        self.budget = budget
        self.most = most
    }

    /// What was set aside for all of it.
    var reserved: Spending { most + setAside.withLock(\.self) }

    /// The client, which makes a call again only when what the first may have cost leaves room for it.
    func client(_ gemini: GeminiClient) -> GeminiClient {
        var client = gemini
        let permits = client.retry.permits
        client.retry.permits = { error, attempt in
            guard permits(error, attempt) else { return false }
            return !error.isUnheard || self.takeRoom()
        }
        return client
    }

    private func takeRoom() -> Bool {
        guard budget.extend(by: most) else { return false }
        setAside.withLock { $0 = $0 + most }
        return true
    }
}

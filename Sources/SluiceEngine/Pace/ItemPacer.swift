import SluiceSupport
import Synchronization

/// The pace of the run, for the calls of one item.
final class ItemPacer: Sendable {
    private let pace: Pace
    /// The item's, acquired by its first generation. `nil`: generates without waiting for others.
    let permit: GenerationPermit?
    /// What one generation is thought to take, of input tokens.
    private let tokens = Mutex(0)
    private let period = Mutex(0)
    private let unheard = Atomic(0)
    private let total = Mutex<UnheardAnswers?>(nil)

    init(_ pace: Pace, permit: GenerationPermit? = nil) {
        self.pace = pace
        self.permit = permit
    }

    /// Limits how many uploads of the run are under way.
    var uploads: AsyncSemaphore { pace.uploads }

    func expect(tokens: Int) { self.tokens.withLock { $0 = tokens } }

    func admit(_ purpose: ServiceCall.Purpose) async throws {
        if purpose == .generation { try await permit?.acquire() }
        let period = try await pace.admit(purpose, tokens: tokens.withLock(\.self))
        self.period.withLock { $0 = period }
    }

    func ended(_ purpose: ServiceCall.Purpose, _ error: ItemError?, elapsed: Duration) {
        pace.ended(purpose, error, elapsed: elapsed, period: period.withLock(\.self))
        let isUnheard = error?.isUnheard == true
        if isUnheard { unheard.add(1, ordering: .relaxed) }
        // A request that was refused has taken nothing.
        if purpose == .generation, error != nil, !isUnheard { pace.correct(tokens: -tokens.withLock(\.self)) }
    }

    /// How many generations since the last look may have been made, and paid for, without anybody hearing the answer.
    func takeUnheard() -> Int { unheard.exchange(0, ordering: .relaxed) }

    /// Notes what such generations count with.
    func note(_ lost: UnheardAnswers) { total.withLock { $0 = $0.map { $0 + lost } ?? lost } }

    /// All of them. `nil` when every answer was heard.
    var allUnheard: UnheardAnswers? { total.withLock(\.self) }

    /// A generation was answered, and this is what it took.
    func used(_ usage: TokenUsage?) {
        guard let input = usage?.totalInputTokens else { return }
        pace.correct(tokens: input - tokens.withLock(\.self))
    }
}

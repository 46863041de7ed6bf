import Gemini
import Synchronization

/// The pace of the run, for the calls of one item.
final class ItemPacer: RequestPacer {
    private let pace: Pace
    /// The item's, taken by its first generation. `nil`: others are not waited for.
    let place: GenerationPlace?
    /// What one generation is thought to take, of input tokens.
    private let tokens = Mutex(0)
    private let period = Mutex(0)
    private let unheard = Atomic(0)

    init(_ pace: Pace, place: GenerationPlace? = nil) {
        self.pace = pace
        self.place = place
    }

    func expect(tokens: Int) { self.tokens.withLock { $0 = tokens } }

    func admit(_ purpose: RequestPurpose) async throws {
        if purpose == .generation { try await place?.take() }
        let period = try await pace.admit(purpose, tokens: tokens.withLock(\.self))
        self.period.withLock { $0 = period }
    }

    func ended(_ purpose: RequestPurpose, _ error: GeminiError?, elapsed: Duration) {
        pace.ended(purpose, error, elapsed: elapsed, period: period.withLock(\.self))
        if purpose == .generation, error?.mayHideAnAnswer == true { unheard.add(1, ordering: .relaxed) }
        // A request that was refused has taken nothing.
        if purpose == .generation, error != nil { pace.correct(tokens: -tokens.withLock(\.self)) }
    }

    /// How many generations since the last look may have been made, and paid for, without anybody hearing the answer.
    func takeUnheard() -> Int { unheard.exchange(0, ordering: .relaxed) }

    /// A generation was answered, and this is what it took.
    func used(_ usage: Usage?) {
        guard let input = usage?.totalInputTokens else { return }
        pace.correct(tokens: input - tokens.withLock(\.self))
    }
}

extension GeminiError {
    /// Whether the service may have done what it was asked all the same: the line broke, or the time was over. Who was never
    /// reached, and who was answered with a refusal, has paid nothing (contract §7.4).
    fileprivate var mayHideAnAnswer: Bool { httpStatus == nil && !isUnsent && (kind == .network || kind == .timeout) }
}

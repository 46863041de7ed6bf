import Gemini
import Synchronization

/// The pace of the run, for the calls of one item.
final class ItemPacer: RequestPacer {
    private let pace: Pace
    /// `nil`: others are not waited for.
    private let place: GenerationPlace?
    /// What one generation is thought to take, of input tokens.
    private let tokens = Mutex(0)
    private let period = Mutex(0)

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
        // A request that was refused has taken nothing.
        if purpose == .generation, error != nil { pace.correct(tokens: -tokens.withLock(\.self)) }
    }

    /// A generation was answered, and this is what it took.
    func used(_ usage: Usage?) {
        guard let input = usage?.totalInputTokens else { return }
        pace.correct(tokens: input - tokens.withLock(\.self))
    }
}

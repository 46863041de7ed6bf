import SluiceSupport

/// When a call is made again, and after which pause.
///
/// Only what may pass is tried again: broken connections, time-outs, 408, 409, 429 of a burst, and 5xx. The pause is the
/// longest of what the server asks for (`Retry-After`, `retry-after-ms`, RetryInfo) and of our own back-off (contract §8.5).
///
/// A generation whose answer was not heard (``GeminiError/isUnheard``) may have been made, and be billed. It is not made again
/// unless ``unheardRepeats`` says so.
///
/// ```swift
/// gemini.retry.permits = { error, _ in error.kind != .timeout }
/// ```
public struct RetryPolicy: Sendable {
    /// How often a call is made at most, the first time included.
    public var attempts: Int
    /// The back-off before the second attempt; it doubles from there on.
    public var firstDelay: Duration
    /// What the back-off grows to.
    public var longestDelay: Duration
    /// A server that asks for more is not waited for: the call fails and says how long.
    public var longestServerDelay: Duration
    /// Whether such a server is tried again after the longest delay all the same.
    public var capsServerDelay = false
    /// How many times as often a call is made that the service has no room for just now: such an answer costs nothing, and
    /// a limit for a minute may take that long to pass.
    public var patience = 1
    /// How often one call may be made again after a generation whose answer was not heard: the time was over, the connection broke
    /// once the request had left, or the answer could not be read. Each of them may be billed. 0 unless set.
    public var unheardRepeats = 0
    /// Decides whether a call is made again, given the error and the number of failed attempts (from 1). Called only when the
    /// other rules of this policy allow a retry. Allows every one by default.
    public var permits: @Sendable (GeminiError, _ attempt: Int) -> Bool = { _, _ in true }
    /// How one waits. Tests put a clock of their own here.
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(
        attempts: Int = 5,
        firstDelay: Duration = .milliseconds(500),
        longestDelay: Duration = .seconds(8),
        longestServerDelay: Duration = .seconds(120),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        precondition(attempts >= 1, "A call is made at least once")
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.longestServerDelay = longestServerDelay
        self.sleep = sleep
    }

    /// Every call is made once.
    public static let never = RetryPolicy(attempts: 1)

    /// The pause after an attempt that failed, or `nil` when it was the last.
    ///
    /// - Parameters:
    ///   - attempt: How many of the attempts count.
    ///   - round: How many there were, where that is another number.
    ///   - unheard: How many of them were generations without a readable answer, which may be billed.
    ///   - jitter: From 0 to 1; takes up to a quarter off our own back-off, so that many clients do not return at once.
    func delay(
        after error: GeminiError,
        attempt: Int,
        round: Int? = nil,
        unheard: Int = 0,
        jitter: Double
    ) -> Duration? {
        guard error.isTransient, attempt < attempts, !error.isUnheard || unheard <= unheardRepeats else { return nil }
        let asked = error.retryAfter ?? .zero
        guard asked <= longestServerDelay || capsServerDelay, permits(error, attempt) else { return nil }
        return max(min(asked, longestServerDelay), backoff(attempt: round ?? attempt, jitter: jitter))
    }

    func backoff(attempt: Int, jitter: Double) -> Duration {
        Backoff(first: firstDelay, longest: longestDelay).delay(after: attempt) * (1 - 0.25 * jitter)
    }
}

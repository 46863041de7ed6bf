/// The delays between attempts: each is `factor` times the one before, up to `longest`. It never ends.
///
/// ```swift
/// var delays = Backoff(first: .milliseconds(500), factor: 1.5, longest: .seconds(5))
/// while try await !isReady() { try await clock.sleep(for: delays.advance()) }
/// ```
package struct Backoff: Sequence, IteratorProtocol, Sendable {
    private let factor: Double
    private let longest: Duration
    private var delay: Duration

    /// - Parameter factor: At least 1.
    package init(first: Duration, factor: Double = 2, longest: Duration) {
        precondition(factor >= 1, "A delay that shrinks is no back-off")
        self.factor = factor
        self.longest = longest
        delay = Swift.min(first, longest)
    }

    /// The next delay.
    package mutating func advance() -> Duration {
        defer { if delay < longest { delay = Swift.min(delay * factor, longest) } }
        return delay
    }

    package mutating func next() -> Duration? { advance() }

    /// The delay after a number of attempts that failed, from 1.
    package func delay(after attempts: Int) -> Duration {
        var delays = self
        // Enough for any duration to reach the longest, or to stay where it is.
        for _ in 1..<Swift.max(1, Swift.min(attempts, 128)) { _ = delays.advance() }
        return delays.delay
    }
}

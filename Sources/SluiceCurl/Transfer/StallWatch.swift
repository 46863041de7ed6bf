/// Notices a transfer that moves less than a kilobyte a second for a whole period.
///
/// libcurl's own watch counts in whole seconds and averages over five; this one is exact.
struct StallWatch {
    private let period: Duration
    private var since: ContinuousClock.Instant
    private var moved: Int64 = 0

    init(_ period: Duration, from now: ContinuousClock.Instant) {
        self.period = period
        since = now
    }

    /// When to look next.
    var deadline: ContinuousClock.Instant { since + period }

    /// Whether it stalled.
    ///
    /// - Parameters:
    ///   - total: All bytes moved so far, both ways.
    ///   - isExcused: Whether the transfer stands still for our own reasons: not connected yet, or its reader is slow.
    mutating func isStalled(at now: ContinuousClock.Instant, total: Int64, isExcused: Bool) -> Bool {
        guard now >= deadline else { return false }
        let seconds = Double(period.components.seconds) + Double(period.components.attoseconds) / 1e18
        let isSlow = Double(total - moved) < 1024 * seconds
        (since, moved) = (now, total)
        return isSlow && !isExcused
    }
}

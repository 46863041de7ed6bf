/// So much a minute, and never more in any minute.
///
/// A tenth may be taken at once; what is taken comes back evenly. Whoever finds too little is told how long to wait, and has
/// taken it already: those who come later wait longer.
struct RateBucket: Sendable {
    private let capacity: Double
    /// A second.
    private let rate: Double
    private var level: Double
    private var seen: ContinuousClock.Instant?

    /// - Parameter unit: What is taken at once at least: one request, and about one token.
    init(perMinute limit: Int, unit: Double = 1) {
        let limit = Double(limit)
        capacity = max(unit, limit / 10)
        rate = max(limit - capacity + unit, unit) / 60
        level = capacity
    }

    /// Takes some. More than the bucket holds is given when it is full, and paid back afterwards.
    ///
    /// - Returns: How long to wait.
    mutating func take(_ amount: Double, at now: ContinuousClock.Instant) -> Duration {
        fill(at: now)
        let needed = min(amount, capacity)
        let wait = max(0, (needed - level) / rate)
        level -= amount
        return .seconds(wait)
    }

    /// Takes more, or gives back, once it is known what was really used.
    mutating func correct(by amount: Double, at now: ContinuousClock.Instant) {
        fill(at: now)
        // What one request is said to have taken holds nobody up for more than an hour.
        level = min(capacity, max(level - amount, -3600 * rate))
    }

    private mutating func fill(at now: ContinuousClock.Instant) {
        if let seen { level = min(capacity, level + (now - seen) / .seconds(1) * rate) }
        seen = now
    }
}

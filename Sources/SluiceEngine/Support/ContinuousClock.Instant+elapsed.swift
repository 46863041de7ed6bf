extension ContinuousClock.Instant {
    /// Since then.
    var elapsedMilliseconds: Int { Int((ContinuousClock.now - self) / .milliseconds(1)) }
}

/// Counts who is in, so that a test waits for a number and not for a time.
actor Room {
    private(set) var count = 0
    private(set) var peak = 0
    private(set) var visits = 0
    private var waiting: [(number: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func enter() {
        count += 1
        visits += 1
        peak = max(peak, count)
        let ready = waiting.filter { $0.number <= visits }
        waiting.removeAll { $0.number <= visits }
        for waiter in ready { waiter.continuation.resume() }
    }

    func leave() { count -= 1 }

    /// Returns when so many have come in, also when some of them have left.
    func visited(by number: Int) async {
        guard visits < number else { return }
        await withCheckedContinuation { waiting.append((number, $0)) }
    }
}

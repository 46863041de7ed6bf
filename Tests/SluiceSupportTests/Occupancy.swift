import Synchronization

/// Counts who is inside, and the most that were at a time.
final class Occupancy: Sendable {
    private let counts = Mutex((inside: 0, most: 0))

    var most: Int { counts.withLock(\.most) }

    func visit(_ body: () async -> Void) async {
        counts.withLock { counts in
            counts.inside += 1
            counts.most = max(counts.most, counts.inside)
        }
        await body()
        counts.withLock { $0.inside -= 1 }
    }
}

import SluiceSupport
import Synchronization

/// Remembers the facts of contents. Equal contents are examined once, also at the same time.
final class FactCache: Sendable {
    private struct Known {
        var facts: [String: MediaFacts] = [:]
        /// Keys in the order in which they became known.
        var order: [String] = []
    }

    private static let limit = 10_000

    private let known = Mutex(Known())
    private let flights = SingleFlight<String, MediaFacts>()

    /// - Throws: What `find` throws; nothing is remembered then. `CancellationError`.
    func facts(for key: String, _ find: () async throws -> MediaFacts) async throws -> MediaFacts {
        try await flights.value(for: key) {
            if let facts = known.withLock({ $0.facts[key] }) { return facts }
            let facts = try await find()
            known.withLock { known in
                known.facts[key] = facts
                known.order.append(key)
                if known.order.count > Self.limit { known.facts[known.order.removeFirst()] = nil }
            }
            return facts
        }
    }
}

import Synchronization

/// The statistics while they change.
final class Counters: Sendable {
    private static let mostKeys = 100_000
    private let statistics = Mutex(EmulatorStatistics())

    var snapshot: EmulatorStatistics { statistics.withLock { $0 } }

    /// Starts from nothing, but for what is under way.
    func reset() {
        statistics.withLock { old in
            var new = EmulatorStatistics()
            new.runningRequests = old.runningRequests
            new.peakRequests = old.runningRequests
            new.runningGenerations = old.runningGenerations
            new.peakGenerations = old.runningGenerations
            new.openConnections = old.openConnections
            new.peakConnections = old.openConnections
            old = new
        }
    }

    func begin(_ operation: String, bytes: Int64) {
        statistics.withLock {
            $0.calls[operation, default: 0] += 1
            $0.requestBytes += bytes
            $0.runningRequests += 1
            $0.peakRequests = max($0.peakRequests, $0.runningRequests)
        }
    }

    func end(violation: String?, bytes: Int) {
        statistics.withLock {
            $0.runningRequests -= 1
            $0.responseBytes += Int64(bytes)
            if let violation { $0.violations[violation, default: 0] += 1 }
        }
    }

    func refused(_ violation: String) {
        statistics.withLock { $0.violations[violation, default: 0] += 1 }
    }

    func warn(_ kind: String) {
        statistics.withLock { $0.warnings[kind, default: 0] += 1 }
    }

    func fault(_ name: String) {
        statistics.withLock { $0.faults[name, default: 0] += 1 }
    }

    func sent(_ bytes: Int) {
        statistics.withLock { $0.responseBytes += Int64(bytes) }
    }

    func received(_ bytes: Int) {
        statistics.withLock { $0.uploadedBytes += Int64(bytes) }
    }

    func uploaded(_ content: String) {
        statistics.withLock {
            $0.uploads += 1
            Self.count(content, in: &$0.uploadsByContent)
        }
    }

    func connected() {
        statistics.withLock {
            $0.connections += 1
            $0.openConnections += 1
            $0.peakConnections = max($0.peakConnections, $0.openConnections)
        }
    }

    func disconnected() {
        statistics.withLock { $0.openConnections -= 1 }
    }

    /// Counts a generation for as long as it runs.
    func generation<Result>(_ question: PaidGeneration, _ body: () async throws -> Result) async rethrows -> Result {
        statistics.withLock {
            $0.runningGenerations += 1
            $0.peakGenerations = max($0.peakGenerations, $0.runningGenerations)
        }
        defer { statistics.withLock { $0.runningGenerations -= 1 } }
        let result = try await body()
        statistics.withLock {
            $0.generations += 1
            Self.count(question, in: &$0.paid)
        }
        return result
    }

    private static func count<Key>(_ key: Key, in counts: inout [Key: Int]) {
        guard counts.count < mostKeys || counts[key] != nil else { return }
        counts[key, default: 0] += 1
    }
}

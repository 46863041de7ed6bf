import Synchronization

/// The statistics while they change.
final class Counters: Sendable {
    private let statistics = Mutex(EmulatorStatistics())

    var snapshot: EmulatorStatistics { statistics.withLock { $0 } }

    func call(_ operation: String) {
        statistics.withLock { $0.calls[operation, default: 0] += 1 }
    }

    func violation(_ kind: String) {
        statistics.withLock { $0.violations[kind, default: 0] += 1 }
    }

    func received(_ bytes: Int) {
        statistics.withLock { $0.uploadedBytes += Int64(bytes) }
    }

    func uploaded() {
        statistics.withLock { $0.uploads += 1 }
    }

    /// Counts a generation for as long as it runs.
    func generation<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        statistics.withLock {
            $0.runningGenerations += 1
            $0.peakGenerations = max($0.peakGenerations, $0.runningGenerations)
        }
        defer { statistics.withLock { $0.runningGenerations -= 1 } }
        let result = try await body()
        statistics.withLock { $0.generations += 1 }
        return result
    }
}

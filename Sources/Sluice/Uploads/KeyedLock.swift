import Synchronization

/// Lets one at a time through for each key, first come, first served.
final class KeyedLock: Sendable {
    private typealias Waiter = CheckedContinuation<Void, Never>

    /// Who waits for each key that somebody holds.
    private let held = Mutex<[String: [Waiter]]>([:])

    func with<Value>(_ key: String, _ body: () async throws -> Value) async rethrows -> Value {
        await enter(key)
        defer { leave(key) }
        return try await body()
    }

    private func enter(_ key: String) async {
        await withCheckedContinuation { waiter in
            let isFirst = held.withLock { held in
                guard held[key] == nil else {
                    held[key]?.append(waiter)
                    return false
                }
                held[key] = []
                return true
            }
            if isFirst { waiter.resume() }
        }
    }

    private func leave(_ key: String) {
        let next = held.withLock { held -> Waiter? in
            guard held[key]?.isEmpty == false else {
                held[key] = nil
                return nil
            }
            return held[key]?.removeFirst()
        }
        next?.resume()
    }
}

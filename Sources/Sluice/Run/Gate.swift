import Synchronization

/// Lets some through at a time, first come, first served. How many may change at any time.
final class Gate: Sendable {
    private struct State {
        var width: Int
        var inside = 0
        var nextTicket = 0
        var queue: [(ticket: Int, waiter: CheckedContinuation<Bool, Never>)] = []

        /// Takes those who may enter now out of the queue.
        mutating func admitted() -> [CheckedContinuation<Bool, Never>] {
            let count = min(queue.count, max(0, width - inside))
            guard count > 0 else { return [] }
            inside += count
            let waiters = queue.prefix(count).map(\.waiter)
            queue.removeFirst(count)
            return waiters
        }
    }

    private let state: Mutex<State>

    init(_ width: Int) {
        precondition(width > 0, "A gate that lets nobody through is a wall")
        state = Mutex(State(width: width))
    }

    /// How many are inside.
    var inside: Int { state.withLock(\.inside) }

    /// Lets more or fewer in from now on. Whoever is inside stays.
    func resize(to width: Int) {
        precondition(width > 0, "A gate that lets nobody through is a wall")
        let waiters = state.withLock { state in
            state.width = width
            return state.admitted()
        }
        for waiter in waiters { waiter.resume(returning: true) }
    }

    /// Runs the body inside. Waits for a place first.
    ///
    /// - Throws: What the body throws, or `CancellationError` when cancelled while waiting.
    func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }

    /// Waits for a place; then ``leave()``.
    func enter() async throws {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        let entered = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let answer: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    guard state.inside >= state.width || !state.queue.isEmpty else {
                        state.inside += 1
                        return true
                    }
                    state.queue.append((ticket, waiter))
                    return nil
                }
                if let answer { waiter.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.queue.firstIndex { $0.ticket == ticket }.map { state.queue.remove(at: $0).waiter }
            }
            waiter?.resume(returning: false)
        }
        guard entered else { throw CancellationError() }
    }

    func leave() {
        let waiters = state.withLock { state in
            state.inside -= 1
            return state.admitted()
        }
        for waiter in waiters { waiter.resume(returning: true) }
    }
}

import Synchronization

/// Lets a fixed number through at a time, first come, first served.
final class Gate: Sendable {
    private struct State {
        var free: Int
        var nextTicket = 0
        var queue: [(ticket: Int, waiter: CheckedContinuation<Bool, Never>)] = []
    }

    private let state: Mutex<State>

    init(_ width: Int) {
        precondition(width > 0, "A gate that lets nobody through is a wall")
        state = Mutex(State(free: width))
    }

    /// Runs the body inside. Waits for a place first.
    ///
    /// - Throws: What the body throws, or `CancellationError` when cancelled while waiting.
    func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        let entered = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let answer: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    guard state.free == 0 else {
                        state.free -= 1
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

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.queue.isEmpty else { return state.queue.removeFirst().waiter }
            state.free += 1
            return nil
        }
        next?.resume(returning: true)
    }
}

import Synchronization

/// State that tasks wait on: a waiter names what it needs, and takes it under the lock as soon as a change provides it.
///
/// The one place that suspends tasks. Testing and enqueueing happen under one acquisition of the lock, so a change between
/// the two cannot be missed; a cancelled waiter leaves the queue at once.
package final class AsyncCondition<State: Sendable>: Sendable {
    /// Who is looked at when the state changes.
    package enum Order: Sendable {
        /// Strictly in the order of arrival: a waiter that cannot go on holds back those behind it, and nobody overtakes.
        case firstComeFirstServed
        /// Everybody whose need is met, in the order of arrival.
        case whoeverCan
    }

    private struct Waiter {
        let id: Int
        /// Takes what the waiter needs; the answer resumes it, and is called outside of the lock.
        let attempt: @Sendable (inout State) -> (@Sendable () -> Void)?
        let cancel: @Sendable () -> Void
    }

    private struct Storage {
        var state: State
        var waiters: [Waiter] = []
        var lastID = 0
    }

    private let storage: Mutex<Storage>
    private let order: Order

    package init(_ state: State, order: Order = .whoeverCan) {
        storage = Mutex(Storage(state: state))
        self.order = order
    }

    /// Reads the state. Wakes nobody.
    package func read<Value: Sendable>(_ body: (State) -> Value) -> Value { storage.withLock { body($0.state) } }

    /// How many tasks wait.
    package var waiting: Int { storage.withLock(\.waiters.count) }

    /// Changes the state and resumes those waiters whose need it meets.
    @discardableResult
    package func update<Value: Sendable>(_ body: (inout State) throws -> Value) rethrows -> Value {
        let (value, resumed) = try storage.withLock { storage in
            let value = try body(&storage.state)
            return (value, served(&storage))
        }
        resume(resumed)
        return value
    }

    /// Suspends until `attempt` has a value. It runs under the lock, at once and after every change, and may change the
    /// state itself.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before. Then `attempt` has taken nothing.
    package func wait<Value: Sendable>(_ attempt: @escaping @Sendable (inout State) -> Value?) async throws -> Value {
        let id = storage.withLock { storage in
            storage.lastID += 1
            return storage.lastID
        }
        let value: Value? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiter = Waiter(
                    id: id,
                    attempt: { state in
                        guard let value = attempt(&state) else { return nil }
                        return { continuation.resume(returning: value) }
                    },
                    cancel: { continuation.resume(returning: nil) }
                )
                resume(storage.withLock { Task.isCancelled ? [waiter.cancel] : enqueue(waiter, in: &$0) })
            }
        } onCancel: {
            resume(storage.withLock { leave(id, &$0) })
        }
        guard let value else { throw CancellationError() }
        return value
    }

    private func resume(_ waiters: [@Sendable () -> Void]) {
        for waiter in waiters { waiter() }
    }

    private func enqueue(_ waiter: Waiter, in storage: inout Storage) -> [@Sendable () -> Void] {
        guard order == .whoeverCan || storage.waiters.isEmpty, let resume = waiter.attempt(&storage.state) else {
            storage.waiters.append(waiter)
            return []
        }
        // What it took may serve others.
        return [resume] + served(&storage)
    }

    private func leave(_ id: Int, _ storage: inout Storage) -> [@Sendable () -> Void] {
        guard let index = storage.waiters.firstIndex(where: { $0.id == id }) else { return [] }
        let waiter = storage.waiters.remove(at: index)
        // Those behind it may have waited for it alone.
        return [waiter.cancel] + (index == 0 ? served(&storage) : [])
    }

    /// Takes the waiters whose need is met out of the queue.
    private func served(_ storage: inout Storage) -> [@Sendable () -> Void] {
        var resumed: [@Sendable () -> Void] = []
        switch order {
        case .firstComeFirstServed:
            while let first = storage.waiters.first, let resume = first.attempt(&storage.state) {
                storage.waiters.removeFirst()
                resumed.append(resume)
            }
        case .whoeverCan:
            guard !storage.waiters.isEmpty else { return [] }
            var rest: [Waiter] = []
            for waiter in storage.waiters {
                if let resume = waiter.attempt(&storage.state) { resumed.append(resume) } else { rest.append(waiter) }
            }
            storage.waiters = rest
        }
        return resumed
    }
}

import SluiceSupport

/// The items of a ``Job`` under way, in the order in which they finish. Iterating it starts the job; each iteration is a run of its own.
public struct JobRun<Input: Sendable, Output: Sendable>: AsyncSequence, Sendable {
    public typealias Element = JobItem<Input, Output>

    private let control: RunControl
    private let work: @Sendable (JobQueue<Element>) async throws -> Void

    init(control: RunControl, _ work: @escaping @Sendable (JobQueue<Element>) async throws -> Void) {
        self.control = control
        self.work = work
    }

    public struct Iterator: AsyncIteratorProtocol {
        private let running: Running

        fileprivate init(_ run: JobRun) { running = Running(run) }

        /// The next item that has finished.
        ///
        /// - Throws: What ended the job early, after the last item. `CancellationError` when the task is cancelled, once everything under way has
        ///   ended.
        public mutating func next() async throws -> JobItem<Input, Output>? { try await running.next() }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Runs the job. When the last iterator is gone, the job is asked to end.
    private final class Running: Sendable {
        private let control: RunControl
        private let queue = JobQueue<Element>()
        private let task: Task<Void, any Error>

        init(_ run: JobRun) {
            control = run.control
            // A task of its own: when the consumer is cancelled, items under way are finished and remembered within the grace period.
            task = Task { [queue, work = run.work] in
                defer { queue.finish() }
                try await work(queue)
            }
        }

        deinit {
            control.stop()
            queue.abandon()
        }

        func next() async throws -> Element? {
            do {
                if let item = try await queue.take() { return item }
            } catch {
                control.stop()
                queue.abandon()
                _ = try? await task.value
                throw error
            }
            try await task.value
            return nil
        }
    }
}

/// Hands items from a job to its consumer, few at a time.
final class JobQueue<Element: Sendable>: Sendable {
    private struct State {
        var items: [Element] = []
        var isOver = false
        /// Whether the consumer has left.
        var isAbandoned = false
    }

    /// How many items may wait for the consumer.
    private static var room: Int { 16 }

    private let state = AsyncCondition(State())

    /// Waits until there is room. Once the consumer has left, items are dropped: the store has them.
    func deliver(_ item: Element) async {
        _ = try? await state.wait { state -> Bool? in
            if state.isAbandoned { return false }
            guard state.items.count < Self.room else { return nil }
            state.items.append(item)
            return true
        }
    }

    /// - Returns: `nil` after the last item.
    /// - Throws: `CancellationError` when cancelled while waiting.
    func take() async throws -> Element? {
        try await state.wait { state -> Element?? in
            if !state.items.isEmpty { return .some(state.items.removeFirst()) }
            return state.isOver ? .some(nil) : nil
        }
    }

    func finish() { state.update { $0.isOver = true } }
    func abandon() { state.update { $0.isAbandoned = true } }
}

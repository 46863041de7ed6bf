import NIOCore
import NIOPosix

/// Waits on the event loop that a connection's task runs on: no other thread has to be woken.
enum LoopTimer {
    /// Returns at an instant, or at once when it has passed.
    ///
    /// - Throws: `CancellationError`.
    static func sleep(until due: ContinuousClock.Instant) async throws {
        let rest = due - .now
        guard rest > .zero else { return }
        guard let loop = MultiThreadedEventLoopGroup.currentEventLoop else { return try await Task.sleep(until: due) }
        let timer = loop.scheduleTask(in: .nanoseconds(Int64(rest / .nanoseconds(1)))) {}
        try await withTaskCancellationHandler {
            do {
                try await timer.futureResult.get()
            } catch is EventLoopError {
                throw CancellationError()
            }
        } onCancel: {
            timer.cancel()
        }
    }
}

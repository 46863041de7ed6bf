import SluiceSupport
import Synchronization

/// One item's permit to generate.
///
/// The item's first request acquires it, once that is composed, so that what comes before keeps nobody waiting. It is held for
/// all its turns: a dialogue that has begun is not delayed by others that begin.
final class GenerationPermit: Sendable {
    private struct State {
        var isHeld = false
        /// When the dialogue got it.
        var start: ContinuousClock.Instant?
    }

    private let semaphore: AsyncSemaphore
    private let isWanted: @Sendable () -> Bool
    private let state = Mutex(State())

    /// - Parameter isWanted: Whether a dialogue that gets its permit now may still begin.
    init(of semaphore: AsyncSemaphore, isWanted: @escaping @Sendable () -> Bool) {
        self.semaphore = semaphore
        self.isWanted = isWanted
    }

    /// Since the dialogue got its permit.
    var milliseconds: Int { state.withLock(\.start)?.elapsedMilliseconds ?? 0 }

    /// A dialogue begins.
    func begin() { state.withLock { $0 = State() } }

    /// Waits for the permit, unless it is held already.
    ///
    /// - Throws: `CancellationError` when cancelled while waiting, or when the dialogue may not begin any more.
    func acquire() async throws {
        guard state.withLock({ !$0.isHeld }) else { return }
        try await semaphore.acquire()
        state.withLock { state in
            state.isHeld = true
            state.start = state.start ?? .now
        }
        guard !isWanted() else { return }
        release()
        throw CancellationError()
    }

    /// Gives the permit back, if it is held.
    func release() {
        let wasHeld = state.withLock { state in
            defer { state.isHeld = false }
            return state.isHeld
        }
        if wasHeld { semaphore.release() }
    }
}

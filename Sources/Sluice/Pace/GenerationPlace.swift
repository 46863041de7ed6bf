import Synchronization

/// One item's place among those that are being answered.
///
/// The item's first request takes it, once that is composed: what comes before keeps nobody waiting. It is kept for all its turns,
/// so that a dialogue which has begun is not held up by others that begin.
final class GenerationPlace: Sendable {
    private struct State {
        var isTaken = false
        /// When the dialogue got it.
        var start: ContinuousClock.Instant?
    }

    private let gate: Gate
    private let isWanted: @Sendable () -> Bool
    private let state = Mutex(State())

    /// - Parameter isWanted: Whether a dialogue that gets its place now may still begin.
    init(at gate: Gate, isWanted: @escaping @Sendable () -> Bool) {
        self.gate = gate
        self.isWanted = isWanted
    }

    /// Since the dialogue got its place.
    var milliseconds: Int { state.withLock(\.start)?.elapsedMilliseconds ?? 0 }

    /// A dialogue begins.
    func begin() { state.withLock { $0 = State() } }

    /// Waits for the place, unless it is taken already.
    ///
    /// - Throws: `CancellationError` when cancelled while waiting, or when the dialogue may not begin any more.
    func take() async throws {
        guard state.withLock({ !$0.isTaken }) else { return }
        try await gate.enter()
        state.withLock { state in
            state.isTaken = true
            state.start = state.start ?? .now
        }
        guard !isWanted() else { return }
        leave()
        throw CancellationError()
    }

    /// Gives the place back, if it is taken.
    func leave() {
        let wasTaken = state.withLock { state in
            defer { state.isTaken = false }
            return state.isTaken
        }
        if wasTaken { gate.leave() }
    }
}

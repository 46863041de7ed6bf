import Synchronization

/// One item's place among those that are being answered.
///
/// The item's first request takes it, once that is composed, and the answer to the last gives it back as soon as it has arrived:
/// what comes before and after keeps nobody waiting. In between it stays, so that a dialogue which has begun is not held up by
/// others that begin.
final class GenerationPlace: Sendable {
    private struct State {
        var isTaken = false
        /// When the dialogue got it.
        var start: ContinuousClock.Instant?
        var openAnswers = Int.max
    }

    private let pace: Pace
    private let isWanted: @Sendable () -> Bool
    private let state = Mutex(State())

    /// - Parameter isWanted: Whether a dialogue that gets its place now may still begin.
    init(_ pace: Pace, isWanted: @escaping @Sendable () -> Bool) {
        self.pace = pace
        self.isWanted = isWanted
    }

    /// Since the dialogue got its place.
    var milliseconds: Int { state.withLock(\.start)?.elapsedMilliseconds ?? 0 }

    /// A dialogue begins.
    ///
    /// - Parameter answers: After how many answers the place is not needed any more.
    func begin(answers: Int) {
        state.withLock { $0 = State(openAnswers: answers) }
    }

    /// Has the place kept until ``leave()``.
    func keep() { state.withLock { $0.openAnswers = .max } }

    /// Waits for the place, unless it is taken already. Who had it before goes ahead of those who wait.
    ///
    /// - Throws: `CancellationError` when cancelled while waiting, or when the dialogue may not begin any more.
    func take() async throws {
        let (isTaken, isFirst) = state.withLock { ($0.isTaken, $0.start == nil) }
        guard !isTaken else { return }
        try await pace.generations.enter(ahead: !isFirst)
        pace.makeRoom()
        state.withLock { state in
            state.isTaken = true
            state.start = state.start ?? .now
        }
        guard isFirst, !isWanted() else { return }
        leave()
        throw CancellationError()
    }

    /// A request of the item was answered.
    func answered() {
        let isLast = state.withLock { state in
            state.openAnswers -= 1
            return state.openAnswers <= 0
        }
        if isLast { leave() }
    }

    /// Gives the place back, if it is taken.
    func leave() {
        let wasTaken = state.withLock { state in
            defer { state.isTaken = false }
            return state.isTaken
        }
        guard wasTaken else { return }
        pace.generations.leave()
        pace.makeRoom()
    }
}

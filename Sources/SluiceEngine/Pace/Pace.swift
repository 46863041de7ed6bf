import Foundation
import SluiceSupport
import Synchronization

/// How fast a run goes: one for all its items.
///
/// A call that is told to wait has every request wait, uploads and retries too. Generations and uploads have permits of their
/// own; a fixed number of generations, or as many as the service takes well.
final class Pace: Sendable {
    private struct State {
        var level: ConcurrencyLevel
        var requests: RateBucket?
        var tokens: RateBucket?
        /// Nobody goes before this. Numbered, so that whoever has waited for it does not wait again.
        var pause: (number: Int, until: ContinuousClock.Instant)?
    }

    /// More than this has never made a service faster, and connections cost memory.
    static let mostAtOnce = 128

    let generations: AsyncSemaphore
    let uploads: AsyncSemaphore
    /// Items that are being worked on in any way: as many again as are being answered may be read, uploaded and written.
    let items: AsyncSemaphore
    /// Items whose files are being read. Few: the first are on their way to the service before the last are read.
    let readings = AsyncSemaphore(permits: max(8, 2 * ProcessInfo.processInfo.activeProcessorCount))
    /// How many items may be let in at most.
    let mostItems: Int
    private let day: DailyQuota?
    /// The pause where the service asks for none.
    private let ownPause: Duration
    private let longestPause: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let onPause: @Sendable (Duration, ItemError) -> Void
    private let state: Mutex<State>

    init(
        concurrency: Int?,
        limits: Recipe.Limits,
        day: DailyQuota?,
        firstPause: Duration,
        longestPause: Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        onPause: @escaping @Sendable (Duration, ItemError) -> Void
    ) {
        let level =
            concurrency.map(ConcurrencyLevel.init(fixed:)) ?? ConcurrencyLevel(from: 8, within: 1...Self.mostAtOnce)
        generations = AsyncSemaphore(permits: level.width)
        uploads = AsyncSemaphore(permits: concurrency.map { max(4, min($0, 16)) } ?? 16)
        items = AsyncSemaphore(permits: Self.items(for: level.width))
        mostItems = Self.items(for: concurrency ?? Self.mostAtOnce)
        self.day = day
        ownPause = firstPause
        self.longestPause = longestPause
        self.sleep = sleep
        self.onPause = onPause
        state = Mutex(
            State(
                level: level,
                requests: limits.requestsPerMinute.map { RateBucket(perMinute: $0) },
                tokens: limits.tokensPerMinute.map { RateBucket(perMinute: $0) }
            )
        )
    }

    private static func items(for width: Int) -> Int { width * 2 + 2 }

    /// How many generations may be under way at this moment.
    var width: Int { state.withLock(\.level.width) }

    /// Waits until a request may be made.
    ///
    /// - Returns: The period that it belongs to.
    func admit(_ purpose: ServiceCall.Purpose, tokens: Int) async throws -> Int {
        if purpose == .generation {
            try await day?.consume()
            let wait = state.withLock { state in
                let now = ContinuousClock.now
                let forTurn = state.requests?.take(1, at: now) ?? .zero
                return max(forTurn, state.tokens?.take(Double(tokens), at: now) ?? .zero)
            }
            if wait > .zero { try await sleep(wait) }
        }
        var served = 0
        while let pause = state.withLock(\.pause), pause.number > served {
            let rest = pause.until - .now
            if rest > .zero {
                do {
                    try await sleep(rest)
                } catch  where purpose == .other && !Task.isCancelled {
                    // The run is asked to end, and nothing of it should stay with the service.
                    break
                }
            }
            served = pause.number
        }
        return state.withLock(\.level.period)
    }

    /// Hears how a request went.
    func ended(_ purpose: ServiceCall.Purpose, _ error: ItemError?, elapsed: Duration, period: Int) {
        if let error, error.kind == .rateLimited { pause(error.retryAfter ?? ownPause, error) }
        guard purpose == .generation else { return }
        let busy = generations.inUse
        let width = state.withLock { state in
            if let error {
                if error.isPushback { state.level.pushedBack(period: period) }
            } else {
                state.level.answered(in: elapsed / .seconds(1), busy: busy)
            }
            return state.level.width
        }
        generations.resize(to: width)
        items.resize(to: Self.items(for: width))
    }

    /// Replaces what was thought that a request would take by what it took.
    func correct(tokens: Int) {
        state.withLock { $0.tokens?.correct(by: Double(tokens), at: .now) }
    }

    func settle() async throws { try await day?.settle() }

    private func pause(_ asked: Duration, _ error: ItemError) {
        let length = min(asked, longestPause)
        let until = ContinuousClock.now + length
        let isNew = state.withLock { state in
            guard let pause = state.pause else {
                state.pause = (1, until)
                return true
            }
            guard until > pause.until else { return false }
            state.pause = (pause.number + 1, until)
            // The same answer to several calls is one message.
            return until - pause.until > .seconds(1)
        }
        if isNew, error.retryAfter != nil { onPause(length, error) }
    }
}

extension ItemError {
    /// Whether it means that too much was asked at once.
    fileprivate var isPushback: Bool { kind == .rateLimited || kind == .timeout || httpStatus == 503 }
}

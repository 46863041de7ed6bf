import SluiceSupport

/// The requests that a service makes for one item: they are paced, counted and told of here.
///
/// A service makes every request through ``request(_:_:)``, or calls ``admit(_:)`` before and ``ended(_:failure:elapsed:)`` after
/// each; that is how rates, concurrency, daily quotas and budgets are kept. Outside of a run nothing is limited.
public struct ServiceCall: Sendable {
    /// What a request is for.
    public enum Purpose: Hashable, Sendable {
        /// An answer of a model: what is paid for.
        case generation
        /// Bytes of a file, and what goes with them.
        case upload
        /// Looking after files and answers.
        case other
    }

    /// How patient a run is, beyond what the service's own settings say.
    public struct Patience: Hashable, Sendable {
        /// The longest pause that the service may ask for. A longer one is shortened to it. `nil`: as the service's settings say.
        public var longestPause: Duration?
        /// How many times as often a request is made that the service has no room for just now.
        public var rateLimitFactor = 1
        /// How often a generation may be repeated whose answer was lost: each of them may be billed.
        public var unheardRepeats = 0

        public init() {}
    }

    /// The item's name: its path below the input.
    public let item: String
    /// How patient the service should be.
    public let patience: Patience
    let pacer: ItemPacer?
    let control: RunControl?
    let attempts: AttemptCounter?
    let repeats: Budget.Reservation?
    let onEvent: @Sendable (RunEvent) -> Void

    /// A call outside of a run: nothing is limited, and nobody is told.
    public init(item: String = "") {
        self.init(item: item, patience: Patience(), pacer: nil, control: nil, attempts: nil) { _ in }
    }

    init(
        item: String,
        patience: Patience,
        pacer: ItemPacer?,
        control: RunControl?,
        attempts: AttemptCounter?,
        repeats: Budget.Reservation? = nil,
        onEvent: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.item = item
        self.patience = patience
        self.pacer = pacer
        self.control = control
        self.attempts = attempts
        self.repeats = repeats
        self.onEvent = onEvent
    }

    /// Makes one request: waits until it may be made, and notes how it went.
    ///
    /// - Throws: What `request` throws; `CancellationError`, and ``ItemError`` where no further request may be made.
    public func request<Value>(_ purpose: Purpose, _ request: () async throws -> Value) async throws -> Value {
        try await admit(purpose)
        let start = ContinuousClock.now
        do {
            let value = try await request()
            ended(purpose, failure: nil, elapsed: .now - start)
            return value
        } catch {
            ended(purpose, failure: ItemError(error), elapsed: .now - start)
            throw error
        }
    }

    /// Waits until a request may be made. Each one that was admitted is ended by ``ended(_:failure:elapsed:)``.
    ///
    /// - Throws: `CancellationError`, and ``ItemError`` where no further request may be made, as when the day's quota is used up.
    public func admit(_ purpose: Purpose) async throws { try await pacer?.admit(purpose) }

    /// A request has ended.
    ///
    /// - Parameters:
    ///   - failure: `nil` for an answer that could be read.
    ///   - elapsed: Since it was admitted.
    public func ended(_ purpose: Purpose, failure: ItemError?, elapsed: Duration) {
        if failure == nil { control?.reachedService() }
        pacer?.ended(purpose, failure, elapsed: elapsed)
    }

    /// Whether a request may be made again: a generation that may be billed only where the budget has room for another.
    public func permitsRepeat(after failure: ItemError) -> Bool { !failure.isUnheard || repeats?.takeRoom() ?? true }

    /// A request failed and will be made again.
    public func retries(_ retry: RetryNotice) {
        attempts?.add()
        onEvent(.retrying(item, retry))
    }

    /// So many bytes of one of the item's files have arrived.
    public func sent(_ bytes: Int64, of total: Int64) { onEvent(.uploading(item, sent: bytes, of: total)) }

    /// Sends bytes, once fewer than the run's number of uploads are under way.
    public func upload<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard let pacer else { return try await body() }
        return try await pacer.uploads.withPermit(body)
    }

    /// A way to wait that ends with `CancellationError` when the run is asked to end.
    public func interruptible(
        _ sleep: @escaping @Sendable (Duration) async throws -> Void
    ) -> @Sendable (Duration) async throws -> Void { control?.interruptible(sleep) ?? sleep }

    /// The same, for requests whose repeats have room of their own in the budget.
    func repeating(within repeats: Budget.Reservation) -> ServiceCall {
        ServiceCall(
            item: item,
            patience: patience,
            pacer: pacer,
            control: control,
            attempts: attempts,
            repeats: repeats,
            onEvent: onEvent
        )
    }
}

/// A request that failed and will be made again.
public struct RetryNotice: Hashable, Sendable {
    /// The number of the attempt that failed, from 1.
    public let attempt: Int
    /// The pause before the next.
    public let delay: Duration
    public let failure: ItemError

    public init(attempt: Int, delay: Duration, failure: ItemError) {
        self.attempt = attempt
        self.delay = delay
        self.failure = failure
    }
}

import SluiceLedger
import SluiceSupport
import StructuredJSON
import Synchronization

/// The dealings of one item of a ``Job`` with models and services. Stages find it in ``current``; outside of a job there is none.
///
/// A stage that asks a model does so in ``generation(model:tier:atMost:_:)``: that is how permits, rates and budgets are kept and how usage
/// becomes part of the ``JobItem``.
public final class ItemContext: Sendable {
    /// The context of the item that the task works on.
    @TaskLocal public static var current: ItemContext?

    private struct State {
        var usage: TokenUsage?
        var cost: Double? = 0
        var cleanups: [@Sendable () async -> Void] = []
    }

    /// Paces the item's requests.
    public var call: ServiceCall { requests.call }
    /// What the items of the job share.
    public let job: JobContext
    private let requests: ItemRequests
    private let state = Mutex(State())

    init(_ item: String, of job: JobContext) {
        self.job = job
        requests = ItemRequests(for: item, job.pace, job.control, job.onEvent)
    }

    var usage: TokenUsage? { state.withLock(\.usage) }
    var cost: Double? { state.withLock(\.cost) }
    var attempts: Int { requests.attempts.count }

    /// Asks a model once, within the job's permits and budget.
    ///
    /// - Parameters:
    ///   - tier: The service tier, by which prices differ: `standard`, `flex`, `priority`.
    ///   - most: The most tokens that the request can take.
    ///   - ask: Makes the request; its requests are the call's that it is given. Returns the answer and what it took.
    /// - Throws: What `ask` throws; ``Failure`` of kind `budget_exceeded` when the budget has no room; `CancellationError`.
    public func generation<Answer>(
        model: String,
        tier: String = "standard",
        atMost most: (input: Int, output: Int),
        _ ask: (ServiceCall) async throws -> (Answer, TokenUsage?)
    ) async throws -> Answer {
        let dollars = job.limits.prices.most(
            input: most.input,
            audio: 0,
            output: most.output,
            model: model,
            tier: tier
        )
        if job.limits.budget?.dollars != nil, dollars == nil {
            throw Failure(
                kind: .invalidRequest,
                message: "No price is known for \(model), so the budget cannot be kept",
                hint: "give the job a price list with it, or limit tokens"
            )
        }
        let spending = Spending(tokens: most.input.adding(most.output), dollars: dollars ?? 0)
        let pacer = requests.pacer
        pacer.expect(tokens: most.input)
        pacer.permit?.begin()
        defer { pacer.permit?.release() }
        let reservation = try await job.budget.reserve(spending, holding: pacer.permit)
        requests.attempts.add()
        var spent = Spending()
        defer { reservation.settle(spent: spent + spending * pacer.takeUnheard()) }
        let (answer, usage) = try await ask(call.repeating(within: reservation))
        let cost = usage.flatMap { job.limits.prices.cost(of: $0, model: model, tier: tier) }
        spent = Spending(tokens: usage?.totalTokens ?? spending.tokens, dollars: cost ?? spending.dollars)
        pacer.used(usage)
        state.withLock { state in
            state.cost = state.cost.flatMap { sum in cost.map { Money.rounded(sum + $0) } }
            guard let usage else { return }
            state.usage = state.usage.map { $0 + usage } ?? usage
        }
        return answer
    }

    /// Has something done when the item has ended, whichever way: uploads are deleted, temporary files removed.
    public func atEnd(_ cleanup: @escaping @Sendable () async -> Void) {
        state.withLock { $0.cleanups.append(cleanup) }
    }

    func end() async {
        let cleanups = state.withLock { state in
            defer { state.cleanups = [] }
            return state.cleanups
        }
        for cleanup in cleanups.reversed() { await cleanup() }
    }
}

extension Spending {
    fileprivate static func * (most: Self, count: Int) -> Self {
        (0..<max(0, count)).reduce(Spending()) { sum, _ in sum + most }
    }
}

/// What the items of one run of a ``Job`` share.
public final class JobContext: Sendable {
    let limits: JobLimits
    let pace: Pace
    let budget: Budget
    let control: RunControl
    let onEvent: @Sendable (RunEvent) -> Void
    /// Where stages remember what they uploaded, so that the next run deletes what a killed one left behind.
    public let uploads: UploadMemory
    private let resources = Mutex<[String: any Sendable]>([:])
    private let cleanups = Mutex<[@Sendable () async -> Void]>([])

    init(
        _ limits: JobLimits,
        counter: any RequestCounter,
        uploads: UploadMemory,
        control: RunControl,
        onEvent: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.limits = limits
        self.control = control
        self.onEvent = onEvent
        self.uploads = uploads
        budget = Budget(dollars: limits.budget?.dollars, tokens: limits.budget?.tokens)
        var rates = Recipe.Limits()
        rates.requestsPerMinute = limits.requestsPerMinute
        rates.tokensPerMinute = limits.tokensPerMinute
        let concurrency: Int? = if case .fixed(let number) = limits.concurrency { max(1, number) } else { nil }
        pace = Pace(
            concurrency: concurrency,
            limits: rates,
            day: limits.requestsPerDay.map { DailyQuota(limit: $0, ledger: counter) },
            firstPause: Capabilities().firstPause,
            longestPause: .seconds(900),
            sleep: control.interruptible { try await Task.sleep(for: $0) }
        ) { onEvent(.pausing($0, $1)) }
    }

    /// Something that stages of the job share, made by the first that asks for it.
    public func resource<Value: Sendable>(_ name: String, _ make: () throws -> Value) rethrows -> Value {
        try resources.withLock { resources in
            if let value = resources[name] as? Value { return value }
            let value = try make()
            resources[name] = value
            return value
        }
    }

    /// Has something done when the job ends.
    public func atEnd(_ cleanup: @escaping @Sendable () async -> Void) { cleanups.withLock { $0.append(cleanup) } }

    func end() async {
        try? await pace.settle()
        for cleanup in cleanups.withLock({ $0 }).reversed() { await cleanup() }
    }
}

/// Is told what becomes of every request of a client, streams and uploads included: the place for metrics, traces and progress.
///
/// Every ``started(_:)`` is followed by exactly one of ``answered(_:with:)``, ``failed(_:with:elapsed:)`` and
/// ``cancelled(_:elapsed:)`` with an equal request, whichever way the request ends. The calls come from the tasks that make the requests,
/// several at once, and hold them up: they should be short.
///
/// ```swift
/// struct Tokens: RequestObserver {
///     func answered(_ request: ObservedRequest, with answer: ObservedAnswer) {
///         print(answer.model ?? "", answer.usage?.totalTokens ?? 0, answer.elapsed)
///     }
/// }
/// gemini.observer = Tokens()
/// ```
public protocol RequestObserver: Sendable {
    /// A request leaves. A pacer's wait is over by then.
    func started(_ request: ObservedRequest)
    /// The answer is read; that of a stream with its last event.
    func answered(_ request: ObservedRequest, with answer: ObservedAnswer)
    /// The service refused it, or its answer was lost: see ``GeminiError/isUnheard``.
    func failed(_ request: ObservedRequest, with error: GeminiError, elapsed: Duration)
    /// Its task was cancelled, or its stream was let go of.
    func cancelled(_ request: ObservedRequest, elapsed: Duration)
    /// It will be made again after a pause, as a request with the next number.
    func retrying(_ retry: Retry)
}

/// An observer has the functions that it needs.
extension RequestObserver {
    public func started(_ request: ObservedRequest) {}
    public func answered(_ request: ObservedRequest, with answer: ObservedAnswer) {}
    public func failed(_ request: ObservedRequest, with error: GeminiError, elapsed: Duration) {}
    public func cancelled(_ request: ObservedRequest, elapsed: Duration) {}
    public func retrying(_ retry: Retry) {}
}

/// One HTTP request, as an observer sees it.
public struct ObservedRequest: Hashable, Sendable, Identifiable {
    /// Unique in this process.
    public let id: UInt64
    public let purpose: RequestPurpose
    /// The model or the agent of a generation.
    public let model: String?
    /// `POST`.
    public let method: String
    /// Without the query, which may be a credential.
    public let path: String
    /// From 1; more than that for a request that is made again. Requests of one upload are not counted.
    public let attempt: Int
}

/// An answer, as an observer sees it.
public struct ObservedAnswer: Hashable, Sendable {
    /// The HTTP status.
    public let status: Int
    /// Since the request left.
    public let elapsed: Duration
    /// What a generation took.
    public let usage: Usage?
    /// The model that answered.
    public let model: String?
    /// The interaction's name at the service.
    public let interactionID: String?
}

/// Nobody listens.
struct Unobserved: RequestObserver {}

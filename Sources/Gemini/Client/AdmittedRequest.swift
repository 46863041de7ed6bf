import HTTPTypes
import Logging
import SluiceHTTP
import Synchronization

/// One request that the pacer let in, until it has ended.
///
/// The pacer and the log hear of its end exactly once, whichever way it comes: answered, refused, broken, cancelled, or let go of
/// with a body that was read in part.
final class AdmittedRequest: Sendable {
    private struct State {
        var isSent = false
        var status: Int?
        var isOver = false
    }

    private let client: GeminiClient
    private let purpose: RequestPurpose
    private let request: ObservedRequest
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    private init(_ request: ObservedRequest, of client: GeminiClient) {
        self.client = client
        self.request = request
        purpose = request.purpose
        client.observer.started(request)
    }

    /// Waits until the request may be made.
    ///
    /// - Throws: What the pacer throws; then there is nothing to end.
    static func admitted(
        _ request: HTTPRequest,
        for purpose: RequestPurpose,
        model: String? = nil,
        attempt: Int = 1,
        of client: GeminiClient
    ) async throws -> AdmittedRequest {
        try await client.pacer.admit(purpose)
        let observed = ObservedRequest(
            id: number.add(1, ordering: .relaxed).oldValue,
            purpose: purpose,
            model: model,
            method: request.method.rawValue,
            // Without the query: that of an upload session is a credential.
            path: request.path.map { String($0.prefix { $0 != "?" }) } ?? "/",
            attempt: attempt
        )
        return AdmittedRequest(observed, of: client)
    }

    private static let number = Atomic<UInt64>(0)

    deinit { end(CancellationError()) }

    /// Hands the request to the transport: from here on the service may have heard of it.
    ///
    /// - Throws: ``GeminiError``, `CancellationError`, or what the transport throws of its own.
    func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply {
        try Task.checkCancellation()
        state.withLock { $0.isSent = true }
        let reply = try await client.send(request, body: body, limits: limits)
        state.withLock { $0.status = reply.head.status.code }
        return reply
    }

    /// Ends it, the first time that it is called.
    ///
    /// - Parameter answer: What came, where it is an interaction.
    /// - Returns: The error to throw, which says whether a generation may have been made unheard.
    @discardableResult
    func end(_ error: (any Error)? = nil, answer: Interaction? = nil) -> (any Error)? {
        let (isFirst, wasSent, status) = state.withLock { state in
            defer { state.isOver = true }
            return (!state.isOver, state.isSent, state.status)
        }
        let mayBePaid = purpose == .generation && wasSent && (status.map { (200..<300).contains($0) } ?? true)
        var told = error.map { ($0 as? GeminiError) ?? .ended(by: $0) }
        if mayBePaid, told?.isRefusal == false { told = told?.unheard }
        if isFirst {
            let elapsed = ContinuousClock.now - start
            report(told?.redacted(by: client.key), answer, status, elapsed)
            client.pacer.ended(purpose, told, elapsed: elapsed)
        }
        return error is GeminiError ? told : error
    }

    private func report(_ error: GeminiError?, _ answer: Interaction?, _ status: Int?, _ elapsed: Duration) {
        var metadata: Logger.Metadata = [
            "attempt": "\(request.attempt)", "seconds": "\(elapsed / .seconds(1))",
        ]
        metadata["status"] = status.map { "\($0)" }
        metadata["model"] = (answer?.model ?? request.model).map { "\($0)" }
        metadata["error"] = error.map { "\($0)" }
        let usage = answer?.usage ?? error?.usage
        metadata["input_tokens"] = usage?.totalInputTokens.map { "\($0)" }
        metadata["output_tokens"] = usage?.totalOutputTokens.map { "\($0)" }
        metadata["thought_tokens"] = usage?.totalThoughtTokens.map { "\($0)" }
        metadata["interaction"] = answer.flatMap { $0.id.isEmpty ? nil : "\($0.id)" }
        client.logger.debug(
            "\(request.method) \(request.path) \(status.map(String.init) ?? "unanswered")",
            metadata: metadata
        )
        switch error {
        case nil:
            client.observer.answered(
                request,
                with: ObservedAnswer(
                    status: status ?? 200,
                    elapsed: elapsed,
                    usage: answer?.usage,
                    model: answer?.model,
                    interactionID: answer.flatMap { $0.id.isEmpty ? nil : $0.id }
                )
            )
        case let error? where error.kind == .cancelled && error.httpStatus == nil && !error.isStated:
            client.observer.cancelled(request, elapsed: elapsed)
        case let error?:
            client.observer.failed(request, with: error, elapsed: elapsed)
        }
    }
}

extension GeminiError {
    /// The error passed to the pacer when a request ends without an answer or refusal of the service.
    fileprivate static func ended(by error: any Error) -> GeminiError {
        error is CancellationError
            ? GeminiError(.cancelled, "The request was cancelled") : GeminiError(.network, "\(error)")
    }

    /// Whether the service said no, or was never reached: nothing was made then, and nothing is paid (contract §7.4).
    fileprivate var isRefusal: Bool { httpStatus != nil || isUnsent || isStated }

    /// The same of a generation whose answer was not heard.
    fileprivate var unheard: GeminiError {
        var copy = self
        copy.isUnheard = true
        copy.hint = hint ?? "the service may have answered, and bill it; what that took is not known"
        return copy
    }
}

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
    /// Without the query: that of an upload session is a credential.
    private let name: String
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    private init(_ request: HTTPRequest, for purpose: RequestPurpose, of client: GeminiClient) {
        self.client = client
        self.purpose = purpose
        name = "\(request.method) \(request.path.map { String($0.prefix { $0 != "?" }) } ?? "/")"
    }

    /// Waits until the request may be made.
    ///
    /// - Throws: What the pacer throws; then there is nothing to end.
    static func admitted(_ request: HTTPRequest, for purpose: RequestPurpose, of client: GeminiClient) async throws
        -> AdmittedRequest
    {
        try await client.pacer.admit(purpose)
        return AdmittedRequest(request, for: purpose, of: client)
    }

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
    /// - Returns: The error to throw, which says whether a generation may have been made unheard.
    @discardableResult
    func end(_ error: (any Error)? = nil) -> (any Error)? {
        let (isFirst, wasSent, status) = state.withLock { state in
            defer { state.isOver = true }
            return (!state.isOver, state.isSent, state.status)
        }
        let mayBePaid = purpose == .generation && wasSent && (status.map { (200..<300).contains($0) } ?? true)
        var told = error.map { ($0 as? GeminiError) ?? .ended(by: $0) }
        if mayBePaid, told?.isRefusal == false { told = told?.unheard }
        if isFirst {
            let elapsed = ContinuousClock.now - start
            var metadata: Logger.Metadata = ["elapsed": "\(elapsed)"]
            if let told { metadata["error"] = "\(told.redacted(by: client.key))" }
            client.logger.debug("\(name) \(status.map(String.init) ?? "unanswered")", metadata: metadata)
            client.pacer.ended(purpose, told, elapsed: elapsed)
        }
        return error is GeminiError ? told : error
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

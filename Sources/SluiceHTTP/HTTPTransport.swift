public import HTTPTypes

/// Whatever can carry one HTTP exchange: libcurl over the network, or an emulator in the same process.
///
/// The one method sends a request and returns as soon as the head of the response is there; its body is read as it
/// arrives. A status of 400 or 500 is a response like any other: only an exchange that did not take place throws.
public protocol HTTPTransport: Sendable {
    /// Sends a request.
    ///
    /// Redirects are not followed. Cancelling the task ends the exchange; so does dropping the response unread.
    ///
    /// - Throws: ``TransportError``, or `CancellationError`.
    func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply
}

extension HTTPTransport {
    /// Sends a request within the default limits.
    public func send(_ request: HTTPRequest, body: RequestBody = .empty) async throws -> HTTPReply {
        try await send(request, body: body, limits: TransferLimits())
    }
}

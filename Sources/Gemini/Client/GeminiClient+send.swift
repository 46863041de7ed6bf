import HTTPTypes
import SluiceHTTP
import SluiceSupport

extension GeminiClient {
    /// The one way to the transport: nothing that is secret goes out in clear, and no head or error comes back with the key in it.
    ///
    /// - Throws: ``GeminiError``, `CancellationError`.
    func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply {
        if let obstacle = obstacle(to: request) { throw obstacle }
        do {
            let reply = try await transport.send(request, body: body, limits: limits)
            return HTTPReply(head: key.redacted(reply.head), body: reply.body)
        } catch let error as TransportError {
            throw GeminiError(error).redacted(by: key)
        }
    }

    /// The body of a reply: of a refusal its beginning, as far as it comes, else all of it.
    ///
    /// - Throws: ``GeminiError`` when a body that counts is larger; `CancellationError`.
    func collected(_ reply: HTTPReply, upTo largest: Int) async throws -> [UInt8] {
        let isRefusal = reply.head.status.kind != .successful
        var bytes: [UInt8] = []
        do {
            guard isRefusal else { return try await reply.body.collect(upTo: largest) }
            for try await chunk in reply.body {
                bytes += chunk.prefix(ServiceCall.largestRefusal - bytes.count)
                if bytes.count == ServiceCall.largestRefusal { break }
            }
        } catch let error as TransportError {
            // What a refusal would say beyond its status is not missed when it breaks off.
            guard isRefusal else { throw GeminiError(error).redacted(by: key) }
        }
        return bytes
    }

    /// Why a request is not sent: it would go in clear over a network.
    private func obstacle(to request: HTTPRequest) -> GeminiError? {
        guard request.scheme?.lowercased() != "https", !allowsInsecureHTTP else { return nil }
        let host = LoopbackHost.host(ofAuthority: request.authority ?? "")
        guard !LoopbackHost.contains(host) else { return nil }
        var error = GeminiError(
            .invalidRequest,
            "The API key and the files would go to \(host.sanitized(for: .line)) unencrypted, over http",
            hint: "use an https:// base URL, or allow it with --insecure-http where the network is trusted"
        )
        error.isUnsent = true
        return error
    }
}

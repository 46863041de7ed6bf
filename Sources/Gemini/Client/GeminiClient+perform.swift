import Foundation
import HTTPTypes
import Logging
import SluiceHTTP
import SluiceSupport
import StructuredJSON

extension HTTPField.Name {
    static let apiKey = Self("x-goog-api-key")!
    static let apiClient = Self("x-goog-api-client")!
    static let apiRevision = Self("Api-Revision")!
}

extension GeminiClient {
    static let agent = "sluice/0.1"

    /// Makes a call, again where that may help, and reads a JSON answer.
    ///
    /// - Parameter reading: Makes of the JSON what it should be; what it throws counts as the end of the call.
    func perform<Answer>(_ call: ServiceCall, reading: (JSONValue) throws -> Answer) async throws -> Answer {
        try await retrying { attempt in
            try await exchange(call, attempt: attempt) { _, body in
                let json: JSONValue
                do {
                    json = try key.document(body)
                } catch {
                    throw GeminiError.unreadable(body, because: error)
                }
                return try reading(json)
            }
        }
    }

    /// Makes a call, again where that may help, and gives its JSON answer.
    func perform(_ call: ServiceCall) async throws -> JSONValue { try await perform(call) { $0 } }

    /// Makes a call, again where that may help.
    func performIgnoringBody(_ call: ServiceCall) async throws {
        try await retrying { _ = try await exchange(call, attempt: $0) }
    }

    /// Runs an attempt, given its number from 1, until it succeeds, fails for good, or was made often enough.
    func retrying<Answer>(_ attempt: (Int) async throws -> Answer) async throws -> Answer {
        var number = 1
        var postponed = 0
        var unheard = 0
        while true {
            do {
                return try await attempt(number)
            } catch let error as GeminiError {
                // To be put off is no failure of the call, as long as it does not go on for ever.
                if error.kind == .rateLimited, postponed < retry.attempts * (retry.patience - 1) { postponed += 1 }
                if error.isUnheard { unheard += 1 }
                let failures = max(number - postponed, 1)
                let jitter = Double.random(in: 0...1)
                guard
                    let delay = retry.delay(
                        after: error,
                        attempt: failures,
                        round: number,
                        unheard: unheard,
                        jitter: jitter
                    )
                else { throw error.attempted(number) }
                announce(Retry(attempt: number, error: error, delay: delay))
                try await retry.sleep(delay)
                number += 1
            }
        }
    }

    /// Tells of an attempt that will be made again.
    func announce(_ retry: Retry) {
        let metadata: Logger.Metadata = [
            "attempt": "\(retry.attempt)", "delay_seconds": "\(retry.delay / .seconds(1))", "error": "\(retry.error)",
        ]
        logger.debug("Attempt failed, trying again", metadata: metadata)
        observer.retrying(retry)
        onRetry(retry)
    }

    /// One HTTP exchange. A status other than 2xx is thrown.
    func exchange(_ call: ServiceCall, attempt: Int = 1) async throws -> (HTTPResponse, [UInt8]) {
        try await exchange(call, attempt: attempt) { ($0, $1) }
    }

    /// One HTTP exchange, at its end once the answer was read. A status other than 2xx is thrown.
    private func exchange<Answer>(
        _ call: ServiceCall,
        attempt: Int,
        reading: (HTTPResponse, [UInt8]) throws -> Answer
    ) async throws -> Answer {
        let request = try request(for: call)
        let body: RequestBody = call.body.map { .bytes($0.serialized()) } ?? .empty
        let limits = TransferLimits(total: call.timeout)
        return try await exchange(
            request,
            for: call.purpose,
            model: call.model,
            attempt: attempt,
            body: body,
            limits: limits,
            upTo: call.largestAnswer,
            reading: reading
        )
    }

    /// One HTTP exchange with a request that is complete. A status other than 2xx is thrown.
    func exchange(
        _ request: HTTPRequest,
        for purpose: RequestPurpose,
        body: RequestBody,
        limits: TransferLimits,
        upTo largest: Int = ServiceCall.largestRefusal
    ) async throws -> (HTTPResponse, [UInt8]) {
        try await exchange(request, for: purpose, body: body, limits: limits, upTo: largest) { ($0, $1) }
    }

    private func exchange<Answer>(
        _ request: HTTPRequest,
        for purpose: RequestPurpose,
        model: String? = nil,
        attempt: Int = 1,
        body: RequestBody,
        limits: TransferLimits,
        upTo largest: Int,
        reading: (HTTPResponse, [UInt8]) throws -> Answer
    ) async throws -> Answer {
        let admitted = try await AdmittedRequest.admitted(
            request,
            for: purpose,
            model: model,
            attempt: attempt,
            of: self
        )
        do {
            let reply = try await admitted.send(request, body: body, limits: limits)
            let bytes = try await collected(reply, upTo: largest)
            let head = reply.head
            guard head.status.kind == .successful else {
                throw GeminiError(status: head.status.code, headers: head.headerFields, body: bytes, key: key)
            }
            let answer = try reading(head, bytes)
            admitted.end(answer: answer as? Interaction)
            return answer
        } catch {
            throw admitted.end(error) ?? error
        }
    }

    func request(for call: ServiceCall) throws -> HTTPRequest {
        if let problem = call.schemaProblem { throw GeminiError(schema: problem, of: nil) }
        var headers = call.headers
        headers[.apiKey] = key.secret
        headers[.contentType] = "application/json"
        headers[.userAgent] = Self.agent
        headers[.apiClient] = Self.agent
        headers[.accept] = headers[.accept] ?? "application/json"
        let root = baseURL.path.split(separator: "/").map(String.init)
        let segments = root + [call.prefix, version].filter { !$0.isEmpty } + [call.path]
        var path = "/" + segments.joined(separator: "/")
        if !call.query.isEmpty {
            path += "?" + call.query.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
        }
        guard let scheme = baseURL.scheme, let authority = baseURL.authority else {
            throw GeminiError(.invalidRequest, "The base URL is not one: \(baseURL.absoluteString)")
        }
        return HTTPRequest(method: call.method, scheme: scheme, authority: authority, path: path, headerFields: headers)
    }
}

extension URL {
    /// Host and port (RFC 3986 §3.2), an IPv6 address in its brackets. Never a user or a password.
    var authority: String? {
        guard let host = host(percentEncoded: true), !host.isEmpty else { return nil }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return port.map { "\(name):\($0)" } ?? name
    }
}

import Foundation
import HTTPTypes
import SluiceHTTP
import SluiceMedia
import StructuredJSON

/// Hands every request on to a real service, and keeps what both sides said.
struct Recorder: Answerer {
    let options: EmulatorOptions
    let counters = Counters()
    let upstream: any HTTPTransport
    /// Of the service.
    let base: URL
    let tape: Tape
    let storage: StorageFolder

    private static let largestAnswer = 256 << 20

    @concurrent
    func answer(_ request: EmulatorRequest) async throws -> EmulatorReply {
        let operation = (try? Operation(request))?.name ?? "unknown"
        var visit = Visit(operation, request, self)
        return try await visit.during { _ in try await hand(on: request, operation) }
    }

    private func hand(on request: EmulatorRequest, _ operation: String) async throws -> EmulatorReply {
        let head = try upstreamHead(request)
        let (body, bytes, digest, path) = try await spooled(request)
        defer { path.map(storage.remove) }
        let reply: HTTPReply
        do {
            reply = try await upstream.send(head, body: body)
        } catch let error as TransportError {
            throw Refusal(
                status: 502,
                shape: .rpc("UNAVAILABLE"),
                message: "The service behind the recorder did not answer: \(error)",
                violation: "upstream"
            )
        }
        try check(reply.head)
        let cover = cover(of: request)
        let asked = RecordedExchange.request(request, body: bytes, sha256: digest, cover: cover)
        let keep: @Sendable ([UInt8]) throws -> RecordedExchange = { answer in
            var response = heading(reply.head, request)
            response.merge(RecordedExchange.body(answer, cover: cover))
            let exchange = RecordedExchange(request: asked, response: response)
            try tape.write(exchange, operation: operation)
            return exchange
        }
        guard reply.head.headerFields[.contentType]?.hasPrefix("text/event-stream") == true else {
            return try keep(try await reply.body.collect(upTo: Self.largestAnswer)).reply(origin: request.origin)
        }
        // Who reads a stream sees it grow; it is kept when it is whole.
        var passed = RecordedExchange(request: asked, response: heading(reply.head, request))
            .reply(origin: request.origin)
        passed.body = .stream(
            HTTPBody(TapedBody(base: reply.body, limit: Self.largestAnswer) { _ = try keep($0) })
        )
        return passed
    }

    /// Where a service sends its clients, they take their key along: nothing but its own addresses is handed on.
    private func check(_ head: HTTPResponse) throws(Refusal) {
        guard head.status.kind != .redirection else {
            throw misled("answers with a redirect, which is not followed", "upstream redirect")
        }
        for name in Self.sessionFields {
            guard let text = head.headerFields[name] else { continue }
            guard let url = URL(string: text), isTrusted(url) else {
                throw misled("wants the bytes of an upload sent to another host", "upload address")
            }
        }
    }

    private func isTrusted(_ url: URL) -> Bool {
        guard let base = ServiceOrigin(base), let other = ServiceOrigin(url) else { return false }
        return base.trusts(other)
    }

    private func misled(_ what: String, _ violation: String) -> Refusal {
        Refusal(
            status: 502,
            shape: .rpc("UNAVAILABLE"),
            message: "The service behind the recorder \(what).",
            violation: violation
        )
    }

    private static let sessionFields = [
        HTTPField.Name("X-Goog-Upload-URL")!, HTTPField.Name("X-Goog-Upload-Control-URL")!,
    ]
    /// Sent to the service alone: an upload session needs none of them.
    private static let credentials: Set<String> = ["x-goog-api-key", "authorization", "cookie"]

    /// Status and headers of an answer, as clients and files may see them.
    private func heading(_ head: HTTPResponse, _ request: EmulatorRequest) -> JSONObject {
        var response: JSONObject = ["status": head.status.code.json]
        var headers = JSONObject()
        for field in head.headerFields where !Self.hopByHop.contains(field.name.canonicalName) {
            headers[field.name.canonicalName] = .string(shown(field, request))
        }
        response["headers"] = .object(headers)
        return response
    }

    private static let hopByHop: Set<String> = [
        "connection", "content-length", "transfer-encoding", "keep-alive", "host", "expect", "accept-encoding",
        "content-encoding", "upgrade", "te", "trailer",
    ]

    private func upstreamHead(_ request: EmulatorRequest) throws -> HTTPRequest {
        var target = base
        var path = (base.path == "/" ? "" : base.path) + (request.head.path ?? "/")
        if let name = request.target.query["upload_id"] {
            guard let session = tape.session(name).flatMap({ URL(string: $0) }), isTrusted(session) else {
                throw Refusal(
                    status: 404,
                    shape: .rpc("NOT_FOUND"),
                    message: "No such upload.",
                    violation: "no such upload"
                )
            }
            target = session
            path = session.path(percentEncoded: true) + (session.query(percentEncoded: true).map { "?\($0)" } ?? "")
        }
        let port = target.port.map { ":\($0)" } ?? ""
        var head = HTTPRequest(
            method: request.head.method,
            scheme: target.scheme,
            authority: (target.host ?? "") + port,
            path: path
        )
        for field in request.head.headerFields where !Self.hopByHop.contains(field.name.canonicalName) {
            if ServiceOrigin(target) != ServiceOrigin(base), Self.credentials.contains(field.name.canonicalName) {
                continue
            }
            head.headerFields.append(field)
        }
        return head
    }

    /// Files are kept on disk on their way; other bodies are small enough to be looked at.
    private func spooled(
        _ request: EmulatorRequest
    ) async throws -> (body: RequestBody, bytes: [UInt8]?, digest: String, path: String?) {
        guard request.header("x-goog-upload-command")?.contains("upload") ?? false else {
            let bytes = try await request.bytes(upTo: options.largestRequest)
            return (bytes.isEmpty ? .empty : .bytes(bytes), bytes, SHA256Digester.hex(of: bytes), nil)
        }
        let path = try storage.newFile()
        do {
            let digest = try await spool(request.body.body, to: path)
            let file = try SourceFile(opening: path)
            return (.file(file, offset: 0, length: file.size), nil, digest, path)
        } catch {
            storage.remove(path)
            throw error
        }
    }

    private func spool(_ body: HTTPBody, to path: String) async throws -> String {
        let file = try UploadFile(creating: path)
        var digester = SHA256Digester()
        for try await chunk in body {
            try file.append(chunk)
            digester.update(chunk)
        }
        return digester.finishHex()
    }

    /// The value of a header as clients and files may see it: sessions have a name here in place of their address.
    private func shown(_ field: HTTPField, _ request: EmulatorRequest) -> String {
        guard ["x-goog-upload-url", "x-goog-upload-control-url"].contains(field.name.canonicalName) else {
            return cover(of: request)?.covering(field.value) ?? field.value
        }
        let version = request.target.path.count > 1 ? request.target.path[1] : "v1beta"
        let name = tape.name(session: field.value)
        return "\(RecordedExchange.origin)/upload/\(version)/files?upload_id=\(name)"
    }

    /// `nil` for a request without a key.
    private func cover(of request: EmulatorRequest) -> SecretCover? {
        let bearer = request.head.headerFields[.authorization]?.split(separator: " ").last.map(String.init)
        let key = request.header("x-goog-api-key") ?? request.target.query["key"] ?? bearer ?? ""
        let cover = SecretCover(key, mark: RecordedExchange.hidden)
        return cover.isTelling ? cover : nil
    }
}

import HTTP
import HTTPTypes
import StructuredJSON

/// One connection that events come over. Dropped, it closes.
struct EventSource {
    private var body: HTTPBody.AsyncIterator
    private var parser = EventParser()
    /// In reverse, the next one last.
    private var waiting: [InteractionEvent] = []
    private var isDone = false
    private var received = 0

    /// Makes one attempt.
    ///
    /// - Throws: ``GeminiError``, also for a refusal in whatever form it comes.
    init(_ call: ServiceCall, over client: GeminiClient) async throws {
        let key = client.key
        var call = call
        call.headers[.accept] = "text/event-stream"
        let reply: HTTPReply
        do {
            let body: RequestBody = call.body.map { .bytes($0.serialized()) } ?? .empty
            let request = try client.request(for: call)
            reply = try await client.transport.send(request, body: body, limits: TransferLimits(total: call.timeout))
        } catch let error as TransportError {
            throw GeminiError(error)
        }
        body = reply.body.makeAsyncIterator()
        let isSuccess = reply.head.status.kind == .successful
        let type = reply.head.headerFields[.contentType]?.lowercased() ?? "text/event-stream"
        guard isSuccess, type.hasPrefix("text/event-stream") else {
            let bytes = try await Self.rest(of: reply.body)
            guard isSuccess else {
                let headers = reply.head.headerFields
                throw GeminiError(status: reply.head.status.code, headers: headers, body: bytes, key: key)
            }
            waiting = [try Self.completion(bytes, key: key)]
            isDone = true
            return
        }
    }

    /// The next event; `nil` when the stream has ended, whether by its marker or because the connection did.
    ///
    /// - Throws: ``GeminiError``, or `CancellationError`.
    mutating func next() async throws -> InteractionEvent? {
        while true {
            if let event = waiting.popLast() { return event }
            guard !isDone else { return nil }
            do {
                guard let bytes = try await body.next() else {
                    isDone = true
                    continue
                }
                try take(bytes)
            } catch let error as TransportError {
                throw GeminiError(error)
            }
        }
    }

    private mutating func take(_ bytes: [UInt8]) throws(GeminiError) {
        received += bytes.count
        guard received <= GeminiClient.largestAnswer else {
            throw GeminiError(.tooLarge, "The service sent more than \(GeminiClient.largestAnswer) bytes in one stream")
        }
        var events: [InteractionEvent] = []
        defer { waiting = events.reversed() }
        for frame in try parser.push(bytes) {
            if frame.data.elementsEqual("[DONE]".utf8) {
                isDone = true
                return
            }
            do {
                events.append(InteractionEvent(json: try JSONValue(parsing: frame.data)))
            } catch {
                throw GeminiError(.server, "The service sent an event that is not JSON: \(error)")
            }
        }
    }

    /// A service, or something on the way to it, that does not stream: the answer itself.
    private static func completion(_ bytes: [UInt8], key: APIKey) throws(GeminiError) -> InteractionEvent {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw .unreadable(bytes, because: error)
        }
        let refusal = (json[0] ?? json)["error"]
        guard refusal?.object == nil, json["status"]?.string != nil else {
            throw GeminiError(status: 200, headers: [:], body: bytes, key: key)
        }
        return InteractionEvent(json: ["event_type": "interaction.completed", "interaction": json])
    }

    private static func rest(of body: HTTPBody) async throws -> [UInt8] {
        do {
            return try await body.collect(upTo: GeminiClient.largestAnswer)
        } catch let error as TransportError {
            throw GeminiError(error)
        }
    }
}

import HTTPTypes
import SluiceHTTP
import StructuredJSON

/// One connection that events come over. Dropped, it closes, and counts as cancelled unless it was ended.
struct EventSource {
    private let admitted: AdmittedRequest
    private var body: HTTPBody.AsyncIterator
    private var parser = EventParser()
    /// In reverse, the next one last.
    private var waiting: [InteractionEvent] = []
    private var isDone = false
    private var received = 0
    private var valuesLeft = ServiceCall.mostStreamedValues
    private let client: GeminiClient

    /// Makes one attempt.
    ///
    /// - Throws: ``GeminiError``, also for a refusal in whatever form it comes.
    init(_ call: ServiceCall, attempt: Int, over client: GeminiClient) async throws {
        self.client = client
        var call = call
        call.headers[.accept] = "text/event-stream"
        let request = try client.request(for: call)
        admitted = try await AdmittedRequest.admitted(
            request,
            for: call.purpose,
            model: call.model,
            attempt: attempt,
            of: client
        )
        do {
            let sent: RequestBody = call.body.map { .bytes($0.serialized()) } ?? .empty
            let reply = try await admitted.send(request, body: sent, limits: TransferLimits(total: call.timeout))
            body = reply.body.makeAsyncIterator()
            let isSuccess = reply.head.status.kind == .successful
            let type = reply.head.headerFields[.contentType]?.lowercased() ?? "text/event-stream"
            guard isSuccess, type.hasPrefix("text/event-stream") else {
                let bytes = try await client.collected(reply, upTo: ServiceCall.largestGeneration)
                guard isSuccess else {
                    let (status, headers) = (reply.head.status.code, reply.head.headerFields)
                    throw GeminiError(status: status, headers: headers, body: bytes, key: client.key)
                }
                waiting = [try Self.completion(bytes, key: client.key)]
                isDone = true
                return
            }
        } catch {
            throw admitted.end(error) ?? error
        }
    }

    /// Ends it: `nil` when what was asked for has come.
    ///
    /// - Returns: The error to throw, which says whether a generation may have been made unheard.
    @discardableResult
    func end(_ error: (any Error)?, answer: Interaction? = nil) -> (any Error)? {
        admitted.end(error, answer: answer)
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
                throw GeminiError(error).redacted(by: client.key)
            }
        }
    }

    private mutating func take(_ bytes: [UInt8]) throws(GeminiError) {
        received += bytes.count
        let largest = ServiceCall.largestGeneration
        guard received <= largest else {
            throw GeminiError(.tooLarge, "The service sent more than \(largest) bytes in one stream")
        }
        var events: [InteractionEvent] = []
        defer { waiting = events.reversed() }
        for frame in try parser.push(bytes) {
            if frame.data.elementsEqual("[DONE]".utf8) {
                isDone = true
                return
            }
            do {
                events.append(InteractionEvent(json: try client.key.document(frame.data, valuesLeft: &valuesLeft)))
            } catch {
                throw GeminiError(.server, "The service sent an event that is not JSON: \(error)")
            }
        }
    }

    /// A service, or something on the way to it, that does not stream: the answer itself.
    private static func completion(_ bytes: [UInt8], key: APIKey) throws(GeminiError) -> InteractionEvent {
        let json: JSONValue
        do {
            json = try key.document(bytes)
        } catch {
            throw .unreadable(bytes, because: error)
        }
        _ = try Interaction(answer: json, key: key)
        return InteractionEvent(json: ["event_type": "interaction.completed", "interaction": json])
    }
}

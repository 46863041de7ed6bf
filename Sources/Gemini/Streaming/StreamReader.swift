import HTTPTypes
import SluiceSupport
import StructuredJSON

/// Reads a stream to its end over as many connections as it takes.
struct StreamReader {
    private let client: GeminiClient
    private var request: InteractionRequest?
    private var call: ServiceCall
    private var source: EventSource?

    /// The parts of a long answer that are complete.
    private var parts: Parts
    private var part = InteractionAccumulator()
    private var hasEvents = false
    private var isDone = false
    /// The service has said that nothing more will come.
    private var isOver = false

    private var interactionID: String?
    private var lastEventID: String?
    /// A token that the rest can be asked for with, while nothing has come since.
    private var checkpoint: String?
    /// Failures since the last event.
    private var failures = 0
    private var reconnects = 0
    /// Attempts that may have been made and paid for without an event of them having come.
    private var unheard = 0

    /// A service that breaks off after every event is not followed for ever.
    static let mostReconnects = 50

    init(client: GeminiClient, start: StreamStart) {
        self.client = client
        switch start {
        case .create(let asked):
            request = asked
            parts = Parts(of: asked)
            call = .create(asked, client)
        case .attach(let id, let after):
            request = nil
            parts = Parts(of: nil)
            interactionID = id
            lastEventID = after
            call = .attach(id, after: after, client)
        }
    }

    mutating func next() async throws -> InteractionEvent? {
        guard !isDone else { return nil }
        do {
            return try await advance()
        } catch {
            source?.end(error)
            source = nil
            isDone = true
            throw (error as? GeminiError)?.with(parts.merged(with: part.partial)).redacted(by: client.key) ?? error
        }
    }

    private mutating func advance() async throws -> InteractionEvent? {
        while true {
            do {
                if source == nil { source = try await EventSource(call, attempt: failures + 1, over: client) }
                guard let event = try await source?.next() else { throw Self.cutOff }
                try Task.checkCancellation()
                return try take(event)
            } catch let error as GeminiError {
                let told = source?.end(error) as? GeminiError ?? error
                source = nil
                try await recover(from: told)
            }
        }
    }

    private mutating func take(_ event: InteractionEvent) throws(GeminiError) -> InteractionEvent {
        if let error = event.failure {
            isOver = true
            var stated = error.redacted(by: client.key)
            stated.isStated = true
            throw stated
        }
        hasEvents = true
        failures = 0
        if let id = event.id { lastEventID = id }
        try part.add(event)
        switch event {
        case .created(let event): note(event.interaction)
        case .statusUpdate(let update): checkpoint = update.continuationToken ?? checkpoint
        case .stepStart, .stepDelta, .stepStop: checkpoint = nil
        case .completed(let event): return try end(event)
        case .other: break
        }
        return event
    }

    private mutating func note(_ interaction: Interaction) {
        if !interaction.id.isEmpty { interactionID = interaction.id }
    }

    /// Closes a part: it was the last one, or the next one is asked for.
    private mutating func end(_ event: InteractionPayload) throws(GeminiError) -> InteractionEvent {
        let interaction = try part.interaction()
        source?.end(nil, answer: interaction)
        source = nil
        if let next = parts.next(after: interaction) {
            parts.add(interaction)
            open(next)
            return .other(event.json)
        }
        isDone = true
        var whole = event
        // Once more: a key may have come in several pieces.
        whole.fields["interaction"] = client.key.redacted(parts.merged(with: interaction).json)
        return .completed(whole)
    }

    private mutating func open(_ next: InteractionRequest) {
        part = InteractionAccumulator()
        hasEvents = false
        lastEventID = nil
        interactionID = nil
        checkpoint = nil
        call = .create(next, client)
    }

    /// Prepares the next connection after a pause, or throws the error on.
    private mutating func recover(from error: GeminiError) async throws {
        failures += 1
        reconnects += 1
        let isAskedAnew = !hasEvents && request != nil
        if isAskedAnew, error.isUnheard { unheard += 1 }
        // What goes on where it broke is not paid for twice.
        var asked = error
        asked.isUnheard = isAskedAnew && error.isUnheard
        let jitter = Double.random(in: 0...1)
        guard !isOver, reconnects <= Self.mostReconnects,
            let delay = client.retry.delay(after: asked, attempt: failures, unheard: unheard, jitter: jitter)
        else { throw error.attempted(failures) }
        if !isAskedAnew { try continueWhereItBroke(error) }
        client.announce(Retry(attempt: failures, error: error, delay: delay))
        try await client.retry.sleep(delay)
    }

    private mutating func continueWhereItBroke(_ error: GeminiError) throws(GeminiError) {
        if let token = checkpoint, let next = parts.request(with: token, after: part.partial.id) {
            parts.add(part.partial)
            open(next)
            return
        }
        if request == nil, !hasEvents { return }
        guard request?.store != false, let interactionID, let lastEventID else { throw error }
        call = .attach(interactionID, after: lastEventID, client)
    }

    static let cutOff = GeminiError(
        .truncated,
        "The connection ended before the answer was complete",
        isTransient: true
    )
}

extension ServiceCall {
    fileprivate static func create(_ request: InteractionRequest, _ client: GeminiClient) -> ServiceCall {
        .creating(request, timeout: client.generationTimeout, isStreamed: true)
    }

    fileprivate static func attach(_ id: String, after event: String?, _ client: GeminiClient) -> ServiceCall {
        var query = [(name: "stream", value: "true")]
        if let event { query.append((name: "last_event_id", value: event)) }
        return ServiceCall(
            method: .get,
            path: "interactions/\(id.percentEncoded)",
            query: query,
            headers: Interactions.headers,
            timeout: client.generationTimeout
        )
    }
}

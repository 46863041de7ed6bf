import Foundation
import SluiceHTTP
import StructuredJSON

/// The Interactions API (contract §2 to §5).
struct InteractionService: Sendable {
    let options: EmulatorOptions
    private let store: InteractionStore
    private let generator: Generator
    private let form: InteractionForm

    init(options: EmulatorOptions, generator: Generator) {
        self.options = options
        self.generator = generator
        form = InteractionForm(options)
        store = InteractionStore(limit: options.storedInteractions)
    }

    func reset() {
        store.reset()
        generator.scripts.rewind()
    }

    func create(_ request: EmulatorRequest) async throws -> EmulatorReply {
        let bytes = try await request.bytes(upTo: options.largestRequest)
        let asked = try InteractionRequest(bytes, options)
        let job = try job(asked, size: bytes.count, fault: request.fault)
        if asked.isStreamed {
            try generator.check(job)
            return stream(job)
        }
        if asked.isBackground {
            try generator.check(job)
            return background(job)
        }
        let (answer, reply) = try await generator.run(job, pausing: true) { ($0, EmulatorReply.json(.object($0))) }
        keep(job, answer: answer, progress: .done)
        return reply
    }

    func get(_ id: String, _ request: EmulatorRequest) async throws -> EmulatorReply {
        guard var stored = store[id] else { throw Refusal.interactionNotFound(id) }
        let isStreamed = request.target.query["stream"] == "true"
        if case .pending(let work, let due) = stored.progress, isStreamed || ContinuousClock.now >= due {
            await work.value
            guard let finished = store[id] else { throw Refusal.interactionNotFound(id) }
            stored = finished
        }
        if isStreamed { return replay(stored, after: request.target.query["last_event_id"], style(request.fault)) }
        return Self.reply(stored, request)
    }

    /// Whether an interaction is still to be made.
    func isPending(_ id: String) -> Bool {
        if case .pending = store[id]?.progress { true } else { false }
    }

    /// The interaction as it is at this moment.
    func look(_ id: String, _ request: EmulatorRequest) throws(Refusal) -> EmulatorReply {
        guard let stored = store[id] else { throw .interactionNotFound(id) }
        return Self.reply(stored, request)
    }

    private static func reply(_ stored: StoredInteraction, _ request: EmulatorRequest) -> EmulatorReply {
        var answer = stored.answer
        if request.target.query["include_input"] == "true" {
            answer["steps"] = .array(stored.input + (answer["steps"]?.array ?? []))
        }
        return .json(.object(answer))
    }

    func delete(_ id: String) throws(Refusal) -> EmulatorReply {
        guard store.remove(id) else { throw .interactionNotFound(id) }
        return .json([:])
    }

    func cancel(_ id: String) throws(Refusal) -> EmulatorReply {
        guard let stored = store[id] else { throw .interactionNotFound(id) }
        guard case .pending(let work, _) = stored.progress else {
            throw .invalidRequest("Only a running background interaction can be cancelled.", "nothing to cancel")
        }
        var answer = stored.answer
        answer["status"] = "cancelled"
        if options.sendsUpdated { answer["updated"] = Timestamp.seconds(Date()) }
        let cancelled = answer
        store.update(id) { current in
            current.answer = cancelled
            current.progress = .done
        }
        work.cancel()
        return .json(.object(answer))
    }
}

extension InteractionService {
    private func job(_ asked: InteractionRequest, size: Int, fault: FaultAction?) throws(Refusal) -> Job {
        guard let continuation = asked.continuation, asked.isStored else {
            return Job(asked, history: try history(of: asked), size: size, fault: fault, form: form)
        }
        guard let stopped = store[continuation.interaction] else {
            throw .interactionNotFound(continuation.interaction)
        }
        var asked = asked
        asked.input = stopped.input
        let carried = stopped.carried + (stopped.answer["steps"]?.array ?? [])
        return Job(asked, history: stopped.history, carried: carried, size: size, fault: fault, form: form)
    }

    private func style(_ fault: FaultAction?) -> EventStyle {
        EventStyle(options, fault: fault)
    }

    private func history(of request: InteractionRequest) throws(Refusal) -> [JSONValue] {
        guard let id = request.previousID else { return [] }
        guard let previous = store[id] else { throw .interactionNotFound(id) }
        guard case .done = previous.progress else {
            throw .invalidRequest("Interaction '\(id)' is still in progress.", "previous is running")
        }
        return previous.conversation
    }

    /// Generates, and keeps what is to be kept.
    private func finish(_ job: Job) async throws -> JSONObject {
        let answer = try await generator.run(job, pausing: true) { $0 }
        keep(job, answer: answer, progress: .done)
        return answer
    }

    private func keep(_ job: Job, answer: JSONObject, progress: StoredInteraction.Progress) {
        guard job.request.isStored else { return }
        store.keep(
            StoredInteraction(
                id: job.id,
                answer: answer,
                input: job.request.input,
                history: job.history,
                carried: job.carried,
                progress: progress,
                size: job.size
            )
        )
    }

    private func background(_ job: Job) -> EmulatorReply {
        let due = ContinuousClock.now.advanced(by: options.modelLatency)
        // It begins only once it can be found.
        let (start, begin) = AsyncStream.makeStream(of: Void.self)
        let work = Task {
            for await _ in start {}
            let answer = await answer(to: job)
            store.update(job.id) { current in
                guard case .pending = current.progress else { return }
                current.answer = answer
                current.progress = .done
            }
        }
        keep(job, answer: job.opening, progress: .pending(work, due: due))
        begin.finish()
        return .json(.object(job.opening))
    }

    /// What became of work in the background. Whatever went wrong is told there, for nobody waits (contract §3.2).
    private func answer(to job: Job) async -> JSONObject {
        do {
            return try await generator.run(job, pausing: true) { $0 }
        } catch {
            let (code, message) =
                switch error {
                case let refusal as Refusal: (refusal.code, refusal.message)
                default: ("api_error", "The generation failed: \(error)")
                }
            var answer = job.whole
            answer["status"] = "failed"
            answer["steps"] = []
            answer["errors"] = [["code": .string(code), "message": .string(message)]]
            answer["updated"] = Timestamp.seconds(Date())
            return job.form.told(answer, isStored: true)
        }
    }

    private func stream(_ job: Job) -> EmulatorReply {
        let events = EventStream(opening: job.opening, style: style(job.fault)) {
            try await finish(job)
        }
        return Self.events(HTTPBody(events))
    }

    private func replay(_ stored: StoredInteraction, after id: String?, _ style: EventStyle) -> EmulatorReply {
        let events = InteractionEvents.all(of: stored.answer, style)
        let first = id.flatMap { id in events.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        let bytes = events[first...].prefix(style.endsAfter ?? .max).flatMap { $0.bytes(style) }
        return Self.events(HTTPBody(bytes))
    }

    private static func events(_ body: HTTPBody) -> EmulatorReply {
        EmulatorReply(headers: [("content-type", "text/event-stream")], body: .stream(body))
    }
}

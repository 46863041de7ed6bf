public import HTTPTypes
public import SluiceHTTP

/// The Gemini API – Files and Interactions – on this machine, without a key and without a network.
///
/// It is a transport: give it to a client and no socket is opened. ``EmulatorServer`` puts the same value on 127.0.0.1.
/// It is strict: what the service is known to refuse is refused, in the service's own shape. Its model answers from
/// what the media really hold, and never pretends to be the real one.
public final class Emulator: HTTPTransport, Sendable {
    let service: any Answerer

    public convenience init(_ options: EmulatorOptions = EmulatorOptions()) {
        self.init(Service(options, storage: StorageFolder(options.storage)))
    }

    init(_ service: any Answerer) { self.service = service }

    /// Puts another plan of faults in force, at once and for everybody. It counts from nothing.
    public func setFaults(_ plan: FaultPlan) {
        (service as? Service)?.faults.replace(plan)
    }

    /// Removes what was uploaded, at the end of a process that does not wait for connections to end one by one.
    package func discardFiles() { (service as? Service)?.storage.discard() }

    /// What was seen so far.
    public var statistics: EmulatorStatistics { service.counters.snapshot }

    /// Answers a request, whatever host it is for.
    ///
    /// - Throws: ``TransportError`` of kind `timeout` after `limits.total`, or when the body cannot be read.
    public func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply {
        let request = EmulatorRequest(head: request, length: body.length, body: body.payload)
        guard let total = limits.total else { return try await reply(to: request) }
        return try await withTimeout(total) { try await self.reply(to: request) }
    }

    private func reply(to request: EmulatorRequest) async throws -> HTTPReply {
        let reply = try await service.answer(request)
        return HTTPReply(head: reply.head, body: reply.body.body)
    }
}

extension RequestBody {
    fileprivate var payload: Payload {
        switch self {
        case .empty: .empty
        case .bytes(let bytes): .bytes(bytes)
        case .file(let file, let offset, let length):
            .stream(HTTPBody(FileChunks(file: file, offset: offset, length: length)))
        }
    }
}

/// Runs work that must be done in time.
private func withTimeout<Result: Sendable>(
    _ limit: Duration,
    _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw TransportError(.timeout, "No answer within \(limit)")
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw CancellationError() }
        return first
    }
}

import HTTP

/// Everything the emulator does with a request, whichever way it came in.
struct Service: Sendable {
    let options: EmulatorOptions
    let counters: Counters
    let files: FileService
    let interactions: InteractionService

    init(_ options: EmulatorOptions, storage: StorageFolder) {
        let counters = Counters()
        let files = FileService(options: options, counters: counters, storage: storage)
        self.options = options
        self.counters = counters
        self.files = files
        interactions = InteractionService(options: options, counters: counters, files: files, storage: storage)
    }

    /// Answers a request. A refused one is answered too: only a connection that broke off throws.
    @concurrent
    func answer(_ request: EmulatorRequest) async throws -> EmulatorReply {
        do {
            let operation = try route(request)
            return try await perform(operation, request)
        } catch let refusal as Refusal {
            counters.violation(refusal.violation)
            return refusal.reply
        }
    }

    private func route(_ request: EmulatorRequest) throws(Refusal) -> Operation {
        do throws(Refusal) {
            let operation = try Operation(request)
            counters.call(operation.name)
            if operation.needsKey { try KeyCheck(options: options).check(request) }
            return operation
        } catch {
            if error.violation == "unknown path" || error.violation == "wrong method" { counters.call("unknown") }
            throw error
        }
    }

    private func perform(_ operation: Operation, _ request: EmulatorRequest) async throws -> EmulatorReply {
        switch operation {
        case .createInteraction: try await interactions.create(request)
        case .getInteraction(let id): try await interactions.get(id, request)
        case .deleteInteraction(let id): try interactions.delete(id)
        case .cancelInteraction(let id): try interactions.cancel(id)
        case .startUpload: try await files.start(request)
        case .upload(let session): try await files.upload(session, request)
        case .listFiles: try files.list(request)
        case .getFile(let id): try files.get(id, request)
        case .deleteFile(let id): try files.delete(id)
        case .listModels: ModelCatalog.list()
        case .getModel(let id): try ModelCatalog.get(id)
        }
    }
}

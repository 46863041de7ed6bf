import HTTP

/// Everything the emulator does with a request, whichever way it came in.
struct Service: Answerer {
    let options: EmulatorOptions
    let counters: Counters
    let faults: FaultBook
    let files: FileService
    let interactions: InteractionService
    let tokens: TokenService

    init(_ options: EmulatorOptions, storage: StorageFolder) {
        let counters = Counters()
        let files = FileService(options: options, counters: counters, storage: storage)
        let resolver = MediaResolver(files: files, storage: storage, checksBytes: options.checksBytes)
        let model = OfflineModel(tools: options.tools, storage: storage)
        self.options = options
        self.counters = counters
        self.files = files
        faults = FaultBook(options.faults)
        tokens = TokenService(options: options, resolver: resolver, model: model)
        interactions = InteractionService(
            options: options,
            generator: Generator(options: options, counters: counters, resolver: resolver, model: model)
        )
    }

    @concurrent
    func answer(_ request: EmulatorRequest) async throws -> EmulatorReply {
        let operation: Operation
        do throws(Refusal) {
            operation = try Operation(request)
        } catch {
            var visit = Visit("unknown", request, self)
            return try await visit.during { _ in throw error }
        }
        if case .control(let control) = operation {
            do {
                return try await answer(control, request)
            } catch let refusal as Refusal {
                return refusal.reply
            }
        }
        var visit = Visit(operation.name, request, self)
        return try await visit.during { visit in
            if operation.needsKey { try KeyCheck(options: options, counters: counters).check(request) }
            return try await respond(to: operation, request, &visit)
        }
    }

    func perform(_ operation: Operation, _ request: EmulatorRequest) async throws -> EmulatorReply {
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
        case .countTokens(let model): try await tokens.count(model, request)
        case .control(let control): try await answer(control, request)
        }
    }
}

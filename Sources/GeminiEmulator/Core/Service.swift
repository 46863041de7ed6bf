import SluiceHTTP
import StructuredJSON

/// Everything the emulator does with a request, whichever way it came in.
struct Service: Answerer {
    let options: EmulatorOptions
    let counters: Counters
    let faults: FaultBook
    let files: FileService
    let interactions: InteractionService
    let tokens: TokenService
    let storage: StorageFolder

    init(_ options: EmulatorOptions, storage: StorageFolder) {
        let counters = Counters()
        let files = FileService(options: options, counters: counters, storage: storage)
        let resolver = MediaResolver(files: files, storage: storage, checksBytes: options.checksBytes)
        let model = OfflineModel(tools: options.tools, storage: storage)
        self.options = options
        self.counters = counters
        self.storage = storage
        self.files = files
        faults = FaultBook(options.faults)
        tokens = TokenService(options: options, resolver: resolver, model: model)
        interactions = InteractionService(
            options: options,
            generator: Generator(options: options, counters: counters, resolver: resolver, model: model)
        )
    }

    func answerAtOnce(_ request: EmulatorRequest) -> EmulatorReply? {
        guard case .bytes(let bytes) = request.body, bytes.isEmpty, faults.isEmpty,
            let operation = try? Operation(request, takesPUT: options.takesPUT)
        else { return nil }
        if case .control(.statistics) = operation { return .json(.object(counters.snapshot.json)) }
        guard !waits(operation, request) else { return nil }
        let visit = Visit(operation.name, request, self)
        return visit.atOnce { () throws(Refusal) in
            try KeyCheck(options: options, counters: counters).check(request)
            return try performAtOnce(operation, request)
        }
    }

    @concurrent
    func answer(_ request: EmulatorRequest) async throws -> EmulatorReply {
        let operation: Operation
        do throws(Refusal) {
            operation = try Operation(request, takesPUT: options.takesPUT)
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
        case .startUpload: try await files.start(request)
        case .upload(let session): try await files.upload(session, request)
        case .registerFiles: try await files.register(request)
        case .countTokens(let model): try await tokens.count(model, request)
        case .control(let control): try await answer(control, request)
        default: try performAtOnce(operation, request)
        }
    }

    /// Whether an operation takes time, or reads a body.
    private func waits(_ operation: Operation, _ request: EmulatorRequest) -> Bool {
        switch operation {
        case .createInteraction, .startUpload, .upload, .registerFiles, .countTokens, .control: true
        case .getInteraction(let id): interactions.isPending(id) || request.target.query["stream"] == "true"
        default: false
        }
    }

    private func performAtOnce(_ operation: Operation, _ request: EmulatorRequest) throws(Refusal) -> EmulatorReply {
        switch operation {
        case .getInteraction(let id): try interactions.look(id, request)
        case .deleteInteraction(let id): try interactions.delete(id)
        case .cancelInteraction(let id): try interactions.cancel(id)
        case .listFiles: try files.list(request)
        case .getFile(let id): try files.get(id, request)
        case .deleteFile(let id): try files.delete(id)
        case .downloadFile(let id): try files.download(id)
        case .listModels: try ModelCatalog.list(request)
        case .getModel(let id): try ModelCatalog.get(id)
        case .createInteraction, .startUpload, .upload, .registerFiles, .countTokens, .control:
            preconditionFailure("\(operation.name) needs time")
        }
    }
}

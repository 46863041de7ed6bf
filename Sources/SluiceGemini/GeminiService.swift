public import Gemini
public import SluiceEngine
import SluiceLedger
public import SluiceMedia
import StructuredJSON

/// The Gemini API as a service of the engine: the Files API for media, the Interactions API for answers.
///
/// ```swift
/// let service = GeminiService(try .fromEnvironment(), rememberingUploadsIn: .user)
/// let summary = try await Run(recipe, over: ["photos"], to: output, using: service).start()
/// ```
///
/// Within a run equal bytes are uploaded once, and what was uploaded is deleted when it is needed no longer; outside of one
/// ``discard(_:)`` deletes at once.
public struct GeminiService: ModelService {
    public let client: GeminiClient
    /// Where uploads are remembered.
    public let memory: UploadMemory
    private var session: UploadSession?

    /// - Parameter memory: Where uploads are remembered, so that later runs use them again and delete what a killed run left behind.
    public init(_ client: GeminiClient, rememberingUploadsIn memory: UploadMemory = .run) {
        self.client = client
        self.memory = memory
    }

    public var name: String { "gemini" }

    public func capabilities(of model: String) -> Capabilities {
        var capabilities = Attacher.capabilities
        capabilities.isTranscriber = InteractionRequest.isTranscriber(model)
        capabilities.firstPause = client.retry.firstDelay
        return capabilities
    }

    public func prepare(_ media: MediaFile, for use: MediaUse, in call: ServiceCall) async throws -> MediaAttachment {
        MediaAttachment(try await attacher(use, call).attach(media))
    }

    public func renew(
        _ attachments: [MediaAttachment],
        after failure: ItemError,
        for use: MediaUse,
        in call: ServiceCall
    ) async throws -> [MediaAttachment]? {
        guard failure.mayConcernAttachments else { return nil }
        let attacher = attacher(use, call)
        var renewed = attachments
        var isRenewed = false
        for (index, attachment) in attachments.enumerated() {
            guard let held = attachment.held, await isMissing(held, attacher.gemini) else { continue }
            try await session?.uploads.forget(held)
            renewed[index] = MediaAttachment(try await attacher.upload(attachment.media))
            isRenewed = true
        }
        return isRenewed ? renewed : nil
    }

    private func isMissing(_ held: HeldUpload, _ client: GeminiClient) async -> Bool {
        do {
            return try await client.files.get(held.upload.name).state == .failed
        } catch let error as GeminiError {
            return error.mayBeOfMissingFile
        } catch {
            return false
        }
    }

    public func answer(_ request: ModelRequest, in call: ServiceCall) async throws -> ModelAnswer {
        let interaction = try await client(for: call).interactions.create(try InteractionRequest(request))
        return ModelAnswer(interaction)
    }

    public func discard(_ attachments: [MediaAttachment]) async {
        if let session { return await session.janitor.release(attachments.compactMap(\.held)) }
        for attachment in attachments {
            guard let upload = attachment.upload, !upload.isReused else { continue }
            // The service deletes it by itself after two days.
            try? await client.files.delete(upload.name)
        }
    }

    public func tokens(of media: MediaFile, as use: MediaUse, for model: String) async -> TokenEstimate {
        let rules = TokenRules(model: model, use.options)
        let facts = rules.needsFacts(media.modality) ? await media.readFacts() : MediaFacts()
        return rules.count(media.modality, media.type, bytes: media.bytes, facts)
    }

    /// What the service keeps for a project (contract §6.6).
    private static let room: Int64 = 20_000_000_000

    public func storage() async throws -> StorageRoom? {
        var stored: Int64 = 0
        do {
            for try await file in client.files.list() { stored.add(file.sizeBytes ?? 0) }
        } catch is GeminiError {
            // The run itself will say so, if it matters.
            return nil
        }
        return StorageRoom(capacity: Self.room, used: stored)
    }

    public func pause(for duration: Duration) async throws { try await client.retry.sleep(duration) }

    /// Opens the memory of uploads, deletes what runs that were killed have left behind, and deletes in the background what the run
    /// needs no longer.
    public func withSession<Value: Sendable>(
        _ scope: SessionScope,
        _ body: (any ModelService) async throws -> Value
    ) async throws -> Value {
        let store = try await memory.opened(warn: scope.onWarning)
        defer { store.close() }
        var service = self
        let uploads = SharedUploads(store, for: client, life: scope.keep)
        let janitor = Janitor(uploads)
        service.session = UploadSession(uploads: uploads, janitor: janitor)
        // A task of its own: what was uploaded is deleted, too, when the run's task is cancelled.
        let tidying = Task { [client] in try await janitor.run(using: client) }
        let value: Value
        do {
            value = try await body(service)
        } catch {
            janitor.finish()
            let limit = Task {
                try await Task.sleep(for: Self.patience)
                tidying.cancel()
            }
            _ = try? await tidying.value
            limit.cancel()
            throw error
        }
        janitor.finish()
        for leftover in try await tidying.value { scope.onLeftover(leftover) }
        return value
    }

    /// How long a run that was cancelled, or failed as a whole, waits for its uploads to be deleted. The next run deletes the rest.
    private static let patience = Duration.seconds(10)

    public func concludeSession() { session?.janitor.finish() }

    private func attacher(_ use: MediaUse, _ call: ServiceCall) -> Attacher {
        Attacher(gemini: client(for: call), use: use, uploads: session?.uploads, call: call)
    }

    /// The client, whose requests are the call's.
    func client(for call: ServiceCall) -> GeminiClient {
        var client = client
        client.pacer = CallPacer(call: call)
        client.onRetry = { call.retries(RetryNotice($0)) }
        client.retry.sleep = call.interruptible(client.retry.sleep)
        if let longest = call.patience.longestPause {
            client.retry.longestServerDelay = max(client.retry.longestServerDelay, longest)
            client.retry.capsServerDelay = true
        }
        if client.retry.attempts > 1 {
            client.retry.patience = max(client.retry.patience, call.patience.rateLimitFactor)
        }
        client.retry.unheardRepeats = max(client.retry.unheardRepeats, call.patience.unheardRepeats)
        let permits = client.retry.permits
        client.retry.permits = { error, attempt in
            permits(error, attempt) && call.permitsRepeat(after: ItemError(error))
        }
        return client
    }
}

/// The uploads of one run.
private struct UploadSession {
    let uploads: SharedUploads
    let janitor: Janitor
}

/// The pace of a call, for the requests of a client.
private struct CallPacer: RequestPacer {
    let call: ServiceCall

    func admit(_ purpose: RequestPurpose) async throws { try await call.admit(ServiceCall.Purpose(purpose)) }

    func ended(_ purpose: RequestPurpose, _ error: GeminiError?, elapsed: Duration) {
        call.ended(ServiceCall.Purpose(purpose), failure: error.map { ItemError($0) }, elapsed: elapsed)
    }
}

extension ServiceCall.Purpose {
    fileprivate init(_ purpose: RequestPurpose) {
        self =
            switch purpose {
            case .generation: .generation
            case .upload: .upload
            case .other: .other
            }
    }
}

extension RetryNotice {
    fileprivate init(_ retry: Retry) {
        self.init(attempt: retry.attempt, delay: retry.delay, failure: ItemError(retry.error))
    }
}

extension MediaAttachment {
    fileprivate init(_ file: UploadedFile) {
        let transport: Transport
        if let copy = file.file {
            transport = .upload(Upload(name: copy.name, uri: copy.uri, isReused: file.isReused))
        } else if case .text = file.content {
            transport = .text
        } else {
            transport = .inline
        }
        self.init(file.media, transport: transport, payload: file)
    }

    /// The file as this service prepared it. `nil` for an attachment of another.
    var uploadedFile: UploadedFile? { payload as? UploadedFile }

    fileprivate var held: HeldUpload? { uploadedFile?.held }
}

public import SluiceMedia

/// A model behind some API: the seam between the engine and whoever answers.
///
/// The engine, recipes, records, plans and prices know services only through this protocol. A service turns neutral requests into its
/// wire format and its errors into ``ItemError``; it need not know anything of budgets, ledgers or other items.
///
/// ```swift
/// struct Echo: ModelService {
///     let name = "echo"
///     func prepare(_ media: MediaFile, for use: MediaUse, in call: ServiceCall) async throws -> MediaAttachment {
///         MediaAttachment(media, transport: .inline, payload: media.url)
///     }
///     func answer(_ request: ModelRequest, in call: ServiceCall) async throws -> ModelAnswer {
///         try await call.request(.generation) { ModelAnswer(text: "A file of \(request.media.count)") }
///     }
/// }
/// ```
public protocol ModelService: Sendable {
    /// What errors and records call the service: `gemini`.
    var name: String { get }

    /// What the service can do with a model. Everything by default.
    func capabilities(of model: String) -> Capabilities

    /// Makes a file ready for requests: uploads it, encodes it, or reads its text.
    ///
    /// - Parameters:
    ///   - use: How the file is sent, and what for.
    ///   - call: Paces the service's requests and hears of its progress.
    /// - Throws: ``FileChanged`` when the file is no longer the one that was read, `CancellationError`, or any error that
    ///   ``ItemError/init(_:)`` understands.
    func prepare(_ media: MediaFile, for use: MediaUse, in call: ServiceCall) async throws -> MediaAttachment

    /// Makes attachments ready again that the service lost, after a request failed.
    ///
    /// - Returns: `nil` when the failure has nothing to do with them, which is the default.
    func renew(
        _ attachments: [MediaAttachment],
        after failure: ItemError,
        for use: MediaUse,
        in call: ServiceCall
    ) async throws -> [MediaAttachment]?

    /// Asks the model once. An answer that is blocked, cut short or empty is returned with its ``ModelAnswer/failure``; what was
    /// paid for it counts.
    ///
    /// - Throws: `CancellationError`, or any error that ``ItemError/init(_:)`` understands, when there is no answer at all.
    func answer(_ request: ModelRequest, in call: ServiceCall) async throws -> ModelAnswer

    /// Attachments are needed no longer. Does nothing by default.
    func discard(_ attachments: [MediaAttachment]) async

    /// What a file counts as in a request, by the service's rules. A guess from its size by default.
    func tokens(of media: MediaFile, as use: MediaUse, for model: String) async -> TokenEstimate

    /// The room for uploads, in bytes. `nil` where nothing is stored or nobody can tell, which is the default.
    func storage() async throws -> StorageRoom?

    /// Waits, for the engine: by the clock unless tests put something else here.
    func pause(for duration: Duration) async throws

    /// Does what a run needs before its first request and after its last, around the run itself.
    ///
    /// - Parameter body: The run, given the service that it uses. By default that is the service itself, and nothing else is done.
    /// - Returns: What `body` returns.
    func withSession<Value: Sendable>(
        _ scope: SessionScope,
        _ body: (any ModelService) async throws -> Value
    ) async throws -> Value

    /// No further item will come; what is left of the session's work should hurry. Does nothing by default.
    func concludeSession()
}

extension ModelService {
    public func capabilities(of model: String) -> Capabilities { Capabilities() }

    public func renew(
        _ attachments: [MediaAttachment],
        after failure: ItemError,
        for use: MediaUse,
        in call: ServiceCall
    ) async throws -> [MediaAttachment]? { nil }

    public func discard(_ attachments: [MediaAttachment]) async {}

    public func tokens(of media: MediaFile, as use: MediaUse, for model: String) async -> TokenEstimate {
        TokenEstimate(
            tokens: TokenEstimate.text(bytes: Int(clamping: media.bytes)).tokens,
            isGuess: media.modality != .text
        )
    }

    public func storage() async throws -> StorageRoom? { nil }

    public func pause(for duration: Duration) async throws { try await Task.sleep(for: duration) }

    public func withSession<Value: Sendable>(
        _ scope: SessionScope,
        _ body: (any ModelService) async throws -> Value
    ) async throws -> Value { try await body(self) }

    public func concludeSession() {}
}

/// What a service should know of the run that it works for.
public struct SessionScope: Sendable {
    /// How long uploads stay with the service.
    public let keep: Recipe.UploadLife
    /// Told in one line what the session does without.
    public let onWarning: @Sendable (String) -> Void
    /// Told, by their names, of uploads that could not be deleted.
    public let onLeftover: @Sendable (String) -> Void
}

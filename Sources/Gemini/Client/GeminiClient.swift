public import Foundation
public import Logging
public import SluiceHTTP

/// The Gemini API: its Interactions and its Files.
///
/// A value; copies are cheap and share the transport's connections.
///
/// ```swift
/// let gemini = GeminiClient(key: key, transport: CurlTransport())
/// let answer = try await gemini.interactions.create(model: "gemini-3.5-flash", input: "How does AI work?")
/// print(answer.outputText)
/// ```
public struct GeminiClient: Sendable {
    /// Where the service is. A path on it is kept: `http://host/proxy` leads to `http://host/proxy/v1beta/…`.
    public var baseURL: URL
    /// The first segment of every path (contract §1.2).
    public var version: String
    public var retry: RetryPolicy
    /// How long one attempt at a generation may take, thinking included. The flex tier asks for ten minutes and more (contract §2.8).
    /// What is over time may be billed, so it is not asked again unless ``RetryPolicy/unheardRepeats`` says so.
    public var generationTimeout: Duration
    /// Told of every attempt that failed and will be made again.
    public var onRetry: @Sendable (Retry) -> Void
    /// Whether `http://` may lead to another machine than this one. The key, files and answers then go unencrypted.
    public var allowsInsecureHTTP = false
    /// Admits every request, streams included, and is notified when it ends.
    public var pacer: any RequestPacer = Unpaced()
    /// Told of every request: when it starts, how it ends, and when it is made again. Does nothing unless set.
    public var observer: any RequestObserver = Unobserved()
    /// Hears of every request at the level `debug`, with its model, attempt, status, tokens and interaction as metadata. Metadata of
    /// yours, such as the file that a client works on, is set on a copy: `client.logger[metadataKey: "item"] = "cat.jpg"`.
    public var logger: Logger
    let key: APIKey
    let transport: any HTTPTransport

    /// The service's own address.
    public static let serviceURL = URL(string: "https://generativelanguage.googleapis.com")!

    public init(
        key: APIKey,
        baseURL: URL = serviceURL,
        version: String = "v1beta",
        transport: any HTTPTransport,
        retry: RetryPolicy = RetryPolicy(),
        generationTimeout: Duration = .seconds(900),
        logger: Logger = Logger(label: "sluice.gemini") { _ in SwiftLogNoOpLogHandler() },
        onRetry: @escaping @Sendable (Retry) -> Void = { _ in }
    ) {
        self.key = key
        self.baseURL = baseURL
        self.version = version
        self.transport = transport
        self.retry = retry
        self.generationTimeout = generationTimeout
        self.logger = logger
        self.onRetry = onRetry
    }

    public var interactions: Interactions { Interactions(client: self) }
    public var files: Files { Files(client: self) }
}

/// One attempt that failed and will be made again.
public struct Retry: Sendable {
    /// The attempt that failed, from 1.
    public let attempt: Int
    public let error: GeminiError
    /// The pause before the next attempt.
    public let delay: Duration
}

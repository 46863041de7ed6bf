/// What a service can do with a model, and its limits.
public struct Capabilities: Hashable, Sendable {
    /// The largest file that the service keeps, in bytes.
    public var largestUpload: Int64 = .max
    /// The most that files inside one request may have together, in bytes before they are encoded.
    public var largestInline: Int64 = .max
    /// Whether the model is made for transcripts: it takes sound and settings, and neither instructions nor schemas.
    public var isTranscriber = false
    /// The pause after an answer that there were too many requests, where the service asks for none.
    public var firstPause = Duration.milliseconds(500)

    public init() {}

    /// - Throws: ``ItemError`` of kind `too_large` for a file that the service does not keep.
    package func requireUpload(of bytes: Int64) throws(ItemError) {
        try Self.require(bytes, atMost: largestUpload, "A file at the service")
    }

    /// - Throws: ``ItemError`` of kind `too_large` for a text that no request has room for.
    package func requireText(of bytes: Int64) throws(ItemError) {
        try Self.require(bytes, atMost: largestInline, "A text is sent inside the request and")
    }

    /// - Throws: ``ItemError`` of kind `too_large` for a file that no request has room for.
    package func requireInline(of bytes: Int64) throws(ItemError) {
        try Self.require(bytes, atMost: largestInline, "A file inside the request")
    }

    private static func require(_ bytes: Int64, atMost limit: Int64, _ what: String) throws(ItemError) {
        guard bytes > limit else { return }
        throw ItemError(
            kind: .tooLarge,
            message: "\(what) may have \(limit.inBytes); this one has " + bytes.inBytes,
            hint: "split it, or make it smaller"
        )
    }
}

/// The room that a service has for uploads.
public struct StorageRoom: Hashable, Sendable {
    /// Bytes that may be stored.
    public let capacity: Int64
    /// Bytes that are stored now.
    public let used: Int64

    public init(capacity: Int64, used: Int64) {
        self.capacity = capacity
        self.used = used
    }

    /// Bytes that are free; never less than none.
    public var free: Int64 { max(0, capacity - used) }
}

/// How many tokens something counts as.
public struct TokenEstimate: Hashable, Sendable {
    /// From 0 to ``TokenUsage/largestCount``.
    public let tokens: Int
    /// Whether the service's rules do not tell, for want of a size or a length.
    public let isGuess: Bool

    /// - Parameter tokens: Any number; headers may claim anything.
    public init(tokens: Int, isGuess: Bool = false) {
        self.tokens = min(max(0, tokens), TokenUsage.largestCount)
        self.isGuess = isGuess
    }

    /// About four bytes of text a token.
    public static func text(bytes: Int) -> TokenEstimate { TokenEstimate(tokens: bytes / 4 + (bytes % 4 > 0 ? 1 : 0)) }
}

/// What an ``Emulator`` has seen so far.
public struct EmulatorStatistics: Sendable, Hashable {
    /// Requests by operation: `interactions.create`, `files.upload`, … and `unknown`.
    public internal(set) var calls: [String: Int] = [:]
    /// Requests under way at this moment: until their answer is ready, or its stream begins.
    public internal(set) var runningRequests = 0
    /// The most requests that ever were under way together.
    public internal(set) var peakRequests = 0
    /// Connections over sockets that are open at this moment.
    public internal(set) var openConnections = 0
    /// The most connections that ever were open together.
    public internal(set) var peakConnections = 0
    /// Connections that were ever opened.
    public internal(set) var connections = 0
    /// Generations under way at this moment.
    public internal(set) var runningGenerations = 0
    /// The most generations that ever were under way together.
    public internal(set) var peakGenerations = 0
    /// Generations that gave an answer: what a client would pay for.
    public internal(set) var generations = 0
    /// How often each question was answered: a client that asks twice pays twice. Up to 100,000 questions are told
    /// apart.
    public internal(set) var paid: [PaidGeneration: Int] = [:]
    /// Uploads that were completed.
    public internal(set) var uploads = 0
    /// Completed uploads by the SHA-256 of their bytes, in lower-case hexadecimal digits. Up to 100,000 are told apart.
    public internal(set) var uploadsByContent: [String: Int] = [:]
    /// Bytes of files that were received, also of uploads that were never completed.
    public internal(set) var uploadedBytes: Int64 = 0
    /// Bytes of all request bodies, as far as their senders announced them.
    public internal(set) var requestBytes: Int64 = 0
    /// Bytes of the bodies of answers.
    public internal(set) var responseBytes: Int64 = 0
    /// Refused requests by what was wrong with them, such as `unknown field` or `wrong offset`.
    public internal(set) var violations: [String: Int] = [:]
    /// Requests that were answered, yet are unwise, such as those with a `key in query`.
    public internal(set) var warnings: [String: Int] = [:]
    /// How often each fault acted, by its name.
    public internal(set) var faults: [String: Int] = [:]

    /// All requests.
    public var requests: Int { calls.values.reduce(0, +) }
}

/// A question: what was looked at, and what was asked of it.
public struct PaidGeneration: Sendable, Hashable {
    /// The model's name.
    public let model: String
    /// The SHA-256 of each medium, in order, in lower-case hexadecimal digits.
    public let contents: [String]
    /// The SHA-256 of all text: instructions, turns and schema.
    public let prompt: String
    /// The beginning of the last turn's text, for people.
    public let excerpt: String
}

/// What an ``Emulator`` has seen so far.
public struct EmulatorStatistics: Sendable, Hashable {
    /// Requests by operation: `interactions.create`, `files.upload`, … and `unknown`.
    public internal(set) var calls: [String: Int] = [:]
    /// Generations under way at this moment.
    public internal(set) var runningGenerations = 0
    /// The most generations that ever were under way together.
    public internal(set) var peakGenerations = 0
    /// Generations that gave an answer: what a client would pay for.
    public internal(set) var generations = 0
    /// Uploads that were completed.
    public internal(set) var uploads = 0
    /// Bytes of files that were received, also of uploads that were never completed.
    public internal(set) var uploadedBytes: Int64 = 0
    /// Refused requests by what was wrong with them, such as `unknown field` or `wrong offset`.
    public internal(set) var violations: [String: Int] = [:]

    /// All requests.
    public var requests: Int { calls.values.reduce(0, +) }
}

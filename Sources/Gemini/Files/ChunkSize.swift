/// How many bytes of a file go in one request.
///
/// Between two requests nothing is sent, for as long as the service and the line need for an answer: where the line is fast
/// that is worth fewer and larger ones. Where it is slow, small ones show how the upload gets on. However large, what arrived
/// of a request that broke off is not sent again.
struct ChunkSize: Hashable, Sendable {
    /// A multiple of every granularity seen so far.
    static let smallest: Int64 = 8 << 20
    private static let largest: Int64 = 64 << 20

    private let grows: Bool
    private(set) var bytes = Self.smallest

    init(forFileOf size: Int64) { grows = size >= Self.largest }

    /// Draws the lesson from a chunk of this size.
    mutating func took(_ time: Duration) {
        guard grows else { return }
        if time < .seconds(1) { bytes = min(bytes * 2, Self.largest) }
        if time > .seconds(4) { bytes = max(bytes / 2, Self.smallest) }
    }
}

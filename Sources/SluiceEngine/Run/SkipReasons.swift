/// Why items were left out, counted: a thousand skipped videos are one reason.
///
/// Reasons may name what is particular to a file, so only the first hundred different ones are told apart.
public struct SkipReasons: Sendable {
    static let limit = 100

    /// How many items had a reason, and one of them.
    public struct Count: Sendable {
        public fileprivate(set) var items: Int
        public let example: String
    }

    private var counts: [String: Count] = [:]
    /// Items with reasons beyond the first hundred.
    public private(set) var others = 0

    /// The most frequent first.
    public var sorted: [(reason: String, count: Count)] {
        counts.sorted { ($1.value.items, $0.key) < ($0.value.items, $1.key) }.map { ($0.key, $0.value) }
    }

    mutating func count(_ name: String, _ reason: String) {
        guard counts[reason] == nil else {
            counts[reason]?.items += 1
            return
        }
        guard counts.count < Self.limit else {
            others += 1
            return
        }
        counts[reason] = Count(items: 1, example: name)
    }
}

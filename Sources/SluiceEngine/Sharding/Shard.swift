import SluiceMedia

/// One of several parts of a run, each of which another machine may do.
///
/// Which part an item belongs to is decided by its output's path alone: not by its content, nor by what else there is.
public struct Shard: Hashable, Sendable {
    /// From 1.
    public let index: Int
    public let count: Int

    /// More than any cluster has; the names of ledgers have room for it.
    public static let most = 100_000

    /// `nil` unless `1 ≤ index ≤ count`.
    public init?(_ index: Int, of count: Int) {
        guard (1...Self.most).contains(count), (1...count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }

    /// Reads `3/8`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        self.init(index, of: count)
    }

    /// The part that a cluster's scheduler gave this process: of a Slurm array, or an indexed job of Kubernetes.
    ///
    /// Slurm's arrays begin with the index that was asked for; Kubernetes counts from 0.
    public init?(environment: [String: String]) {
        func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
        if let index = number("SLURM_ARRAY_TASK_ID"), let count = number("SLURM_ARRAY_TASK_COUNT") {
            self.init(index - (number("SLURM_ARRAY_TASK_MIN") ?? 0) + 1, of: count)
        } else if let index = number("JOB_COMPLETION_INDEX"),
            let count = number("JOB_COMPLETION_COUNT") ?? number("JOB_COMPLETIONS")
        {
            self.init(index + 1, of: count)
        } else {
            return nil
        }
    }

    /// Whether an item is of this part, by its output's path.
    func holds(_ output: String) -> Bool {
        let digest = SHA256Digester.hex(of: Array(output.utf8)).prefix(15)
        return (Int(digest, radix: 16) ?? 0) % count == index - 1
    }

    /// For the names of files.
    var name: String { "\(index)-of-\(count)" }
}

extension Shard: CustomStringConvertible {
    public var description: String { "\(index)/\(count)" }
}

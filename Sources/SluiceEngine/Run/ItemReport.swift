/// What became of one item of a run.
public struct ItemReport: Sendable {
    /// What it is called: its path below the input, or its group's.
    public let name: String
    /// The record, below the output folder. `nil` for what was left out.
    public let output: String?
    public let end: End
    /// Where names and contents disagree, one line each.
    public var disagreements: [String] = []
    /// What of its files was not sent, one line each.
    public var omissions: [String] = []
    /// Why the times of its transcript cannot be relied on, one line each.
    public var transcriptProblems: [String] = []
    public var usage: TokenUsage?
    /// US dollars. `nil` when the price is not known, or nothing was asked.
    public var cost: Double?
    /// Answers that may have been paid for without having been heard: neither in the usage nor in the cost.
    public var unheard: UnheardAnswers?
    /// What it was expected to take. `nil` when nothing was asked.
    public var estimate: ItemEstimate?
    public var estimatedCost: Double?
    /// The record whose answer it took over.
    public var reusedFrom: String?
    /// Bytes of its files, where they were read.
    public var bytes: Int64 = 0
    /// Model calls made.
    public var attempts = 0
    /// What it took, from its files to its record.
    public var elapsed: Duration = .zero

    /// Whether it is none of the recipe's business.
    var isLeftOut: Bool {
        if case .skipped = end { true } else { false }
    }

    /// What became of the item.
    public enum End: Sendable, Hashable {
        case completed
        /// The record of an earlier run still holds.
        case upToDate
        /// Not what the recipe is for, with the reason.
        case skipped(String)
        case failed(Failure)

        /// The same in one word, as events have it.
        public var state: ItemState {
            switch self {
            case .completed: .completed
            case .upToDate: .unchanged
            case .skipped: .skipped
            case .failed: .failed
            }
        }
    }
}

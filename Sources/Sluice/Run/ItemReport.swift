public import Gemini

/// What became of one item of a run.
public struct ItemReport: Sendable {
    /// What it is called: its path below the input, or its group's.
    public let name: String
    /// The record, below the output folder. `nil` for what was left out.
    public let output: String?
    public let end: End
    /// Where names and contents disagree, one line each.
    public var disagreements: [String] = []
    public var usage: Usage?

    public enum End: Sendable, Hashable {
        case completed
        /// The record of an earlier run still holds.
        case upToDate
        /// Not what the recipe is for, with the reason.
        case skipped(String)
        case failed(ItemError)
    }
}

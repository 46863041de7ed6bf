/// A file that holds all results of an output folder.
public enum RollupFormat: String, Hashable, Sendable, CaseIterable {
    /// JSON Lines: every record on a line of its own, whole.
    case jsonl
    /// A table for spreadsheets: a row a record, nested fields by dotted path.
    case csv

    /// `results.jsonl`, in the output folder.
    public var fileName: String { "results.\(rawValue)" }
}

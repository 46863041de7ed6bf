/// What a roll-up has come to.
public struct RollupReport: Hashable, Sendable {
    public internal(set) var completed = 0
    public internal(set) var failed = 0
    /// The files that were written.
    public internal(set) var files: [String] = []
    /// Cells that have no column, since there are more than a spreadsheet takes; the JSON Lines have all of it.
    public internal(set) var omittedCells = 0

    /// Records that cannot be read: what they are called, and why.
    public internal(set) var damaged: [RunSummary.Note] = []

    public var records: Int { completed + failed }
}

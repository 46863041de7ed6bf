/// What a report has come to.
public struct ReportSummary: Hashable, Sendable {
    public internal(set) var completed = 0
    public internal(set) var failed = 0
    /// Originals that were not found. The page says so, and shows their answers nevertheless.
    public internal(set) var missing = 0

    /// Records that cannot be read: what they are called, and why.
    public internal(set) var damaged: [RunSummary.Note] = []

    public var results: Int { completed + failed }
}

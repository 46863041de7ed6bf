import StructuredJSON

/// What a run has come to.
///
/// Its lists keep the first thousand of their kind and count the rest; records, and `sluice status`, have all of them.
public struct RunSummary: Sendable {
    public internal(set) var completed = 0
    public internal(set) var upToDate = 0
    /// What is not for this recipe: its name and why.
    public internal(set) var skipped = FirstFew<Note>()
    /// Why they were.
    public internal(set) var skipReasons = SkipReasons()
    public internal(set) var failures = FirstFew<Failure>()
    /// Of the failures, those of inputs that could not be used, for which no request was made.
    private(set) var refusals = 0
    /// Places that could not be looked into.
    public internal(set) var problems = FirstFew<Note>()
    /// Files whose names and contents disagree.
    public internal(set) var disagreements = FirstFew<String>()
    /// What of the files was not sent, one line a file.
    public internal(set) var omissions = FirstFew<String>()
    /// Items whose transcripts have times that cannot be right, and why. They are among the completed.
    public internal(set) var transcriptProblems = FirstFew<Note>()
    /// Of the completed, those that took over the answer of a file with the same content.
    public internal(set) var reused = 0
    public internal(set) var usage: TokenUsage?
    /// US dollars that were spent. `nil` when the price of something is not known.
    public internal(set) var cost: Double? = 0
    /// Answers that may have been paid for without having been heard: neither in the usage nor in the cost. `nil`: all were heard.
    public internal(set) var unheard: UnheardAnswers?
    /// What everything that was asked about was expected to take.
    public internal(set) var estimatedTokens = 0
    /// `nil` when the price is not known.
    public internal(set) var estimatedCost: Double? = 0
    /// Model calls that were made, failed ones included.
    public internal(set) var attempts = 0
    /// Bytes of the files that were read.
    public internal(set) var bytes: Int64 = 0
    /// Uploads that could not be deleted; the service deletes them after 48 hours.
    public internal(set) var leftovers = FirstFew<String>()
    /// What of the recipe was not heeded: ``Recipe/warnings``.
    public internal(set) var warnings: [String] = []
    /// Why it ended before its inputs did.
    public internal(set) var stop: StopReason?

    public struct Note: Hashable, Sendable {
        public let name: String
        public let reason: String
    }

    public struct Failure: Sendable {
        public let name: String
        public let error: ItemError
    }

    public var total: Int { completed + upToDate + skipped.total + failures.total }

    /// Whether there was something to do and every bit of it was refused before a request was made.
    public var isAllRefused: Bool {
        completed + upToDate == 0 && problems.isEmpty && refusals == failures.total
    }

    mutating func fail(_ name: String, _ error: ItemError) {
        failures.append(Failure(name: name, error: error))
        if error.isRefusal { refusals += 1 }
    }

    mutating func count(_ report: ItemReport) {
        switch report.end {
        case .completed: completed += 1
        case .upToDate: upToDate += 1
        case .skipped(let reason):
            skipped.append(Note(name: report.name, reason: reason))
            skipReasons.count(report.name, reason)
        case .failed(let error): fail(report.name, error)
        }
        disagreements.append(contentsOf: report.disagreements)
        omissions.append(contentsOf: report.omissions)
        transcriptProblems.append(contentsOf: report.transcriptProblems.map { Note(name: report.name, reason: $0) })
        attempts += report.attempts
        if let lost = report.unheard { unheard = unheard.map { $0 + lost } ?? lost }
        bytes.add(report.bytes)
        if report.reusedFrom != nil { reused += 1 }
        if let estimate = report.estimate, report.usage != nil {
            estimatedTokens.add(estimate.tokens)
            estimatedCost = report.estimatedCost.flatMap { more in estimatedCost.map { $0 + more } }
        }
        guard let used = report.usage else {
            // It was answered, and nobody says for how much.
            if case .completed = report.end, report.attempts > 0, report.reusedFrom == nil { cost = nil }
            return
        }
        usage = usage.map { $0 + used } ?? used
        cost = report.cost.flatMap { more in cost.map { Money.rounded($0 + more) } }
    }
}

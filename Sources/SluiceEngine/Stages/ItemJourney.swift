import SluiceStages
import SluiceSupport

/// The way of one item through the stages: read → decide → prepare → ask → record.
///
/// What is wrong with the item becomes its failed record. What every other item would share ends the run instead, and the item
/// stays as it was.
struct ItemJourney: Stage {
    let name = "item"
    let read: ReadStage
    let decide: DecideStage
    let prepare: PrepareStage
    let ask: AskStage
    let record: RecordStage
    let pace: Pace
    let control: RunControl
    let onEvent: @Sendable (RunEvent) -> Void

    func run(_ candidate: Candidate) async throws -> ItemReport {
        let start = ContinuousClock.now
        var report = try await pace.items.withPermit {
            // A file that changes while it is sent is worth one more look.
            if let report = try await travel(candidate, mayStartOver: true) { return report }
            return try await travel(candidate, mayStartOver: false)!
        }
        report.elapsed = .now - start
        return report
    }

    /// - Returns: `nil` when a file was written to meanwhile and the item may start over.
    private func travel(_ candidate: Candidate, mayStartOver: Bool) async throws -> ItemReport? {
        guard control.reason == nil else { throw CancellationError() }
        onEvent(.started(candidate.group.outputPath))
        let decision = try await decide.run(read.run(candidate))
        guard case .ask = decision.verdict else { return try await record.run(AnsweredItem(decision: decision)) }
        let prepared = try await prepare.run(decision)
        let answered = try await ask.run(prepared)
        await ask.service.discard(answered.asked?.attachments ?? [])
        if mayStartOver, case .changed = prepared.outcome { return nil }
        return try await record.run(answered)
    }
}

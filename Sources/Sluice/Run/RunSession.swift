import Foundation
import Gemini
import SluiceLedger
import SluiceMedia
import SluiceStages
import SluiceSupport
import StructuredJSON
import Synchronization

/// One run at work, the output folder being its own.
struct RunSession {
    let run: Run
    let folder: OutputFolder
    let ledger: Ledger
    let tally: RunTally
    let control: RunControl
    private let formats: FormatFiles
    private let uploads: SharedUploads
    private let janitor: Janitor
    private let unfinished: Unfinished
    let onEvent: @Sendable (RunEvent) -> Void
    private let canonical: JSONValue
    /// How many items may be taken; whoever learns what one is settles it.
    let itemLimit: ItemLimit
    let digest: String

    init(
        _ run: Run,
        _ folder: OutputFolder,
        _ ledger: Ledger,
        _ store: UploadStore,
        _ tally: RunTally,
        _ control: RunControl,
        isRehearsal: Bool = false,
        _ onEvent: @escaping @Sendable (RunEvent) -> Void
    ) throws {
        self.run = run
        formats = try FormatFiles(folder, run.recipe.output, isRehearsal: isRehearsal)
        uploads = SharedUploads(store, for: run.gemini, life: run.recipe.uploads)
        janitor = Janitor(uploads)
        unfinished = isRehearsal ? Unfinished() : Unfinished(in: folder.drafts, besides: folder.otherDrafts)
        self.folder = folder
        self.ledger = ledger
        self.tally = tally
        self.control = control
        self.onEvent = onEvent
        itemLimit = ItemLimit(run.options.limit)
        canonical = run.recipe.canonical
        digest = SHA256Digester.hex(of: canonical.serialized(.canonical))
    }

    func work(over groups: Intake.Groups) async throws -> RunSummary {
        let history = AnswerHistory(average: try await ledger.averageOutput(recipe: digest))
        let processor = processor(history)
        let ahead = LookAhead(groups, run.options, control)
        async let _ = run.noteInputs()
        let number = try await begin()
        async let _ = count(with: ahead, processor, for: number)
        do {
            try await ahead.begun()
        } catch {
            try? await ledger.end(run: number, stop: (error as? ItemError)?.kind.rawValue)
            throw error
        }
        async let tidying = janitor.run(using: run.gemini)
        do {
            try await process(admission(groups), by: processor)
        } catch {
            // Once something was done, what it came to is told, whatever ended the run.
            guard tally.summary.total > 0, !(error is CancellationError) else { throw error }
            control.stop(StopReason(error))
        }
        janitor.finish()
        // What is still to be deleted is, meanwhile.
        var summary = try await conclude(number, processor)
        summary.leftovers.append(contentsOf: try await tidying)
        return summary
    }

    /// Tells how much there is to do, while it is being done.
    private func count(with ahead: LookAhead, _ processor: ItemProcessor, for number: Int64) async throws {
        guard let count = await ahead.look(space(processor), using: run.gemini) else { return }
        onEvent(.counted(count))
        if run.options.takesAll { try await ledger.note(run: number, items: count) }
    }

    /// Does what comes after the last item.
    private func conclude(_ number: Int64, _ processor: ItemProcessor) async throws -> RunSummary {
        let account = FinaleAccount(processor.budget, processor.estimator, ItemPacer(processor.pace))
        let conclusion = await run.conclude(control, using: processor.gemini, account) { [onEvent] retry in
            onEvent(.retrying("finally", retry))
        }
        var summary = tally.ended(control.reason)
        let total = summary.total
        summary.add(conclusion)
        if summary.stop == nil, !run.options.isPartial { unfinished.removeAll() }
        do {
            try await processor.pace.settle()
            let items = summary.stop == nil && run.options.takesAll ? total : nil
            try await ledger.end(run: number, stop: summary.stop?.name, items: items)
        } catch  where !(error is CancellationError) {
            // The records are there, and tell the next run what is done.
            summary.stop = summary.stop ?? StopReason(error)
        }
        await ledger.close()
        return summary
    }

    /// - Returns: The run's number.
    private func begin() async throws -> Int64 {
        try await ledger.begin(
            holder: "process \(ProcessInfo.processInfo.processIdentifier) on \(OutputLock.host)",
            command: run.options.command,
            recipe: (run.recipe.name, digest, canonical.text(.canonical))
        )
    }

    private func space(_ processor: ItemProcessor) -> SpaceCheck? {
        guard run.recipe.media.inline != .always else { return nil }
        return SpaceCheck(ledger: ledger, mostItems: run.recipe.uploads == .run ? processor.pace.mostItems : nil)
    }

    /// Works until everything is done, or the run was asked to end and what was under way has had its time.
    private func process(_ admission: Admission, by processor: ItemProcessor) async throws {
        let lost = Mutex(LostItems())
        defer { for (_, report) in lost.withLock({ $0.takeAll() }) { deliver(report) } }
        do {
            try await control.within(run.options.grace) { [self] in
                try await processor.run(over: admission, limit: processor.pace.mostItems) { outcome in
                    let report = try? outcome.output
                    itemLimit.settle(counts: report?.isLeftOut != true)
                    guard let report else { return }
                    let isKept = !run.options.failFast && lost.withLock { $0.keep(outcome.input, report) }
                    if !isKept { deliver(report) }
                }
                try await retry(lost, by: processor)
            }
        } catch is CancellationError where control.reason != nil {}
        try Task.checkCancellation()
    }

    /// Tries items again whose answers were lost, as long as such losses are rare and trying helps.
    private func retry(_ lost: borrowing Mutex<LostItems>, by processor: ItemProcessor) async throws {
        var helps = true
        while helps, control.reason == nil, lost.withLock({ $0.areRare(among: tally.summary.completed) }) {
            helps = false
            let earlier = lost.withLock { $0.takeAll() }
            var open = Set(earlier.indices)
            defer { for index in open { deliver(earlier[index].report) } }
            let candidates = earlier.map { earlier in
                var candidate = earlier.candidate
                candidate.mayHaveRecord = true
                return candidate
            }
            try await processor.run(over: candidates, limit: processor.pace.mostItems) { outcome in
                guard let report = try? outcome.output else { return }
                open.remove(outcome.index)
                let sum = report.adding(earlier[outcome.index].report)
                if lost.withLock({ $0.keep(outcome.input, sum) }) { return }
                helps = true
                deliver(sum)
            }
        }
    }

    /// Counts an item that is done, and says so.
    private func deliver(_ report: ItemReport) {
        tally.count(report)
        onEvent(.finished(report))
        if run.options.failFast, case .failed = report.end { control.stop(.failure) }
    }

    func findings(_ groups: Intake.Groups, isRehearsal: Bool) -> Findings {
        let survey = Survey(
            recipeDigest: digest,
            rules: run.recipe.readingRules,
            output: folder,
            ledger: ledger,
            formats: formats,
            options: run.options,
            isRehearsal: isRehearsal
        )
        return Findings(groups: groups, survey: survey, control: control, itemLimit: itemLimit)
    }

    private func admission(_ groups: Intake.Groups) -> Admission {
        Admission(findings: findings(groups, isRehearsal: false)) { finding in
            switch finding {
            case .open: break
            case .settled(let report):
                itemLimit.settle(counts: !report.isLeftOut)
                tally.count(report)
                onEvent(.finished(report))
            case .problem(let problem):
                tally.note(problem)
                // The summary has the notes.
                if !problem.isNote { onEvent(.problem(problem.path, problem.message)) }
            }
        }
    }

    func processor(_ history: AnswerHistory) -> ItemProcessor {
        var gemini = run.gemini
        gemini.retry.sleep = control.interruptible(run.gemini.retry.sleep)
        gemini.retry.longestServerDelay = max(gemini.retry.longestServerDelay, Self.longestPause)
        gemini.retry.capsServerDelay = true
        if gemini.retry.attempts > 1 { gemini.retry.patience = max(gemini.retry.patience, Self.patience) }
        // An answer that was lost on its way is worth one more try, and the budget holds both.
        gemini.retry.unheardRepeats = max(gemini.retry.unheardRepeats, 1)
        let pace = pace(gemini.retry)
        return ItemProcessor(
            recipe: run.recipe,
            canonicalRecipe: canonical,
            recipeDigest: digest,
            gemini: gemini,
            recorder: Recorder(folder, ledger, formats: formats) { pace.items.inUse },
            precedents: Precedents(output: folder, ledger: ledger, options: run.options, unfinished: unfinished),
            control: control,
            pace: pace,
            budget: Budget(dollars: run.options.budget ?? run.recipe.limits.budget, tokens: run.options.mostTokens),
            estimator: Estimator(run.recipe, run.options.prices),
            history: history,
            uploads: uploads,
            janitor: janitor,
            onEvent: onEvent
        )
    }

    /// The longest that anybody is waited for: limits for ten minutes are known of.
    private static let longestPause = Duration.seconds(900)
    /// A limit for a minute may take that long to pass.
    private static let patience = 6

    private func pace(_ retry: RetryPolicy) -> Pace {
        var limits = run.recipe.limits
        limits.requestsPerMinute = run.options.requestsPerMinute ?? limits.requestsPerMinute
        limits.tokensPerMinute = run.options.tokensPerMinute ?? limits.tokensPerMinute
        return Pace(
            concurrency: run.options.concurrency ?? limits.concurrency,
            limits: limits,
            day: limits.requestsPerDay.map { DailyQuota(limit: $0, ledger: ledger) },
            retry: retry
        ) { [onEvent] length, error in
            onEvent(.pausing(length, error))
        }
    }
}

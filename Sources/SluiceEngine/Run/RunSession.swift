import Foundation
import SluiceLedger
import SluiceMedia
import SluiceStages
import SluiceSupport
import StructuredJSON
import Synchronization

/// One run at work, the output folder being its own.
struct RunSession {
    let run: Run
    let service: any ModelService
    let folder: OutputFolder
    let ledger: Ledger
    let tally: RunTally
    let control: RunControl
    private let formats: FormatFiles
    private let unfinished: Unfinished
    let onEvent: @Sendable (RunEvent) -> Void
    private let canonical: JSONValue
    /// How many items may be taken; whoever learns what one is settles it.
    let itemLimit: ItemLimit
    let digest: String

    init(
        _ run: Run,
        _ service: any ModelService,
        _ folder: OutputFolder,
        _ ledger: Ledger,
        _ tally: RunTally,
        _ control: RunControl,
        isRehearsal: Bool = false,
        onEvent: @escaping @Sendable (RunEvent) -> Void
    ) throws {
        self.run = run
        self.service = service
        formats = try FormatFiles(folder, run.recipe.output, isRehearsal: isRehearsal)
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
        let journey = journey(history)
        let ahead = LookAhead(groups, run.options, control)
        async let _ = run.noteInputs()
        let number = try await begin()
        async let _ = count(with: ahead, journey.pace, for: number)
        do {
            try await ahead.begun()
        } catch {
            try? await ledger.end(run: number, stop: (error as? ItemError)?.kind.rawValue)
            throw error
        }
        do {
            try await process(admission(groups), by: journey)
        } catch {
            // Once something was done, what it came to is told, whatever ended the run.
            guard tally.summary.total > 0, !(error is CancellationError) else { throw error }
            control.stop(StopReason(error))
        }
        // The service deletes the remaining uploads while the run concludes.
        service.concludeSession()
        return try await conclude(number, journey)
    }

    /// Tells how much there is to do, while it is being done.
    private func count(with ahead: LookAhead, _ pace: Pace, for number: Int64) async throws {
        guard let count = await ahead.look(space(pace), using: service) else { return }
        onEvent(.counted(count))
        if run.options.takesAll { try await ledger.note(run: number, items: count) }
    }

    /// Does what comes after the last item.
    private func conclude(_ number: Int64, _ journey: ItemJourney) async throws -> RunSummary {
        let account = FinaleAccount(journey.ask.budget, journey.ask.estimator, ItemPacer(journey.pace))
        let conclusion = await run.conclude(control, using: service, account, onEvent: onEvent)
        var summary = tally.ended(control.reason)
        let total = summary.total
        summary.add(conclusion)
        if summary.stop == nil, !run.options.isPartial { unfinished.removeAll() }
        do {
            try await journey.pace.settle()
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

    private func space(_ pace: Pace) -> SpaceCheck? {
        guard run.recipe.media.inline != .always else { return nil }
        return SpaceCheck(
            ledger: ledger,
            mostItems: run.recipe.uploads == .run ? pace.mostItems : nil,
            largest: service.capabilities(of: run.recipe.model).largestUpload
        )
    }

    /// Works until everything is done, or the run was asked to end and what was under way has had its time.
    private func process(_ admission: Admission, by journey: ItemJourney) async throws {
        let lost = Mutex(LostItems())
        defer { for (_, report) in lost.withLock({ $0.takeAll() }) { deliver(report) } }
        do {
            try await control.within(run.options.grace) { [self] in
                try await journey.run(over: admission, limit: journey.pace.mostItems) { outcome in
                    let report = try? outcome.output
                    itemLimit.settle(counts: report?.isLeftOut != true)
                    guard let report else { return }
                    let isKept = !run.options.failFast && lost.withLock { $0.keep(outcome.input, report) }
                    if !isKept { deliver(report) }
                }
                try await retry(lost, by: journey)
            }
        } catch is CancellationError where control.reason != nil {}
        try Task.checkCancellation()
    }

    /// Tries items again whose answers were lost, as long as such losses are rare and trying helps.
    private func retry(_ lost: borrowing Mutex<LostItems>, by journey: ItemJourney) async throws {
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
            try await journey.run(over: candidates, limit: journey.pace.mostItems) { outcome in
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

    /// The stages of an item, with what they share.
    func journey(_ history: AnswerHistory) -> ItemJourney {
        let (recipe, capabilities) = (run.recipe, service.capabilities(of: run.recipe.model))
        let pace = pace(capabilities)
        let estimator = Estimator(recipe, run.options.prices, service)
        let precedents = Precedents(output: folder, ledger: ledger, options: run.options, unfinished: unfinished)
        var reader = MediaReader(recipe, for: capabilities)
        reader.readings = pace.readings
        reader.isWanted = { [control] in control.reason == nil }
        return ItemJourney(
            read: ReadStage(recipe: recipe, canonicalRecipe: canonical, recipeDigest: digest, reader: reader),
            decide: DecideStage(precedents),
            prepare: PrepareStage(
                recipe: recipe,
                service: service,
                control: control,
                pace: pace,
                estimator: estimator,
                history: history,
                obstacle: formats.obstacle,
                onEvent: onEvent
            ),
            ask: AskStage(
                recipe: recipe,
                service: service,
                output: folder,
                options: run.options,
                control: control,
                budget: Budget(dollars: run.options.budget ?? recipe.limits.budget, tokens: run.options.mostTokens),
                estimator: estimator,
                history: history
            ),
            record: RecordStage(
                recipe: recipe,
                recipeDigest: digest,
                recorder: Recorder(folder, ledger, formats: formats) { pace.items.inUse },
                precedents: precedents,
                control: control
            ),
            pace: pace,
            control: control,
            onEvent: onEvent
        )
    }

    private func pace(_ capabilities: Capabilities) -> Pace {
        var limits = run.recipe.limits
        limits.requestsPerMinute = run.options.requestsPerMinute ?? limits.requestsPerMinute
        limits.tokensPerMinute = run.options.tokensPerMinute ?? limits.tokensPerMinute
        return Pace(
            concurrency: run.options.concurrency ?? limits.concurrency,
            limits: limits,
            day: limits.requestsPerDay.map { DailyQuota(limit: $0, ledger: ledger) },
            firstPause: capabilities.firstPause,
            longestPause: ServiceCall.Patience.ofRuns.longestPause ?? .seconds(900),
            sleep: control.interruptible { [service] in try await service.pause(for: $0) }
        ) { [onEvent] length, error in
            onEvent(.pausing(length, error))
        }
    }
}

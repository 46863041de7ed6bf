import Foundation
import Gemini
import Ledger
import Media
import Stages
import StructuredJSON

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
    let onEvent: @Sendable (RunEvent) -> Void
    private let canonical: JSONValue
    private let digest: String

    init(
        _ run: Run,
        _ folder: OutputFolder,
        _ ledger: Ledger,
        _ tally: RunTally,
        _ control: RunControl,
        isRehearsal: Bool = false,
        _ onEvent: @escaping @Sendable (RunEvent) -> Void
    ) throws {
        self.run = run
        formats = try FormatFiles(folder, run.recipe.output, isRehearsal: isRehearsal)
        let store = try run.options.uploadMemory.open { onEvent(.warning($0)) }
        uploads = SharedUploads(store, for: run.gemini, life: run.recipe.uploads)
        janitor = Janitor(uploads)
        self.folder = folder
        self.ledger = ledger
        self.tally = tally
        self.control = control
        self.onEvent = onEvent
        canonical = run.recipe.canonical
        digest = SHA256Digester.hex(of: canonical.serialized(.canonical))
    }

    func work(over groups: Intake.Groups) async throws -> RunSummary {
        let number = try await ledger.begin(
            holder: "process \(ProcessInfo.processInfo.processIdentifier) on \(OutputLock.host)",
            command: run.options.command,
            recipe: (run.recipe.name, digest, canonical.text(.canonical))
        )
        let concurrency = run.options.concurrency ?? run.recipe.limits.concurrency ?? 8
        let processor = processor(concurrency)
        let admission = admission(groups)
        let failFast = run.options.failFast

        let leftovers = try await withThrowingTaskGroup(of: [String].self) { tasks in
            tasks.addTask { try await janitor.run(using: run.gemini) }
            // As many again as are being answered may be looked at, uploaded and written meanwhile.
            try await processor.run(over: admission, limit: concurrency * 2 + 2) { outcome in
                guard case .success(let report) = outcome.result else { return }
                tally.count(report)
                onEvent(.finished(report))
                if failFast, case .failed = report.end { control.stop(.failure) }
            }
            janitor.finish()
            var leftovers: [String] = []
            for try await some in tasks { leftovers += some }
            return leftovers
        }
        let conclusion = await run.conclude(control)
        var summary = tally.ended(control.reason)
        summary.leftovers = leftovers
        summary.add(conclusion)
        try await ledger.note(run: number, items: summary.total)
        try await ledger.end(run: number, stop: summary.stop?.name)
        return summary
    }

    func findings(_ groups: Intake.Groups, isRehearsal: Bool) -> Findings {
        let survey = Survey(
            recipeDigest: digest,
            reading: run.recipe.reading,
            output: folder,
            ledger: ledger,
            formats: formats,
            options: run.options,
            isRehearsal: isRehearsal
        )
        return Findings(groups: groups, survey: survey, control: control)
    }

    private func admission(_ groups: Intake.Groups) -> Admission {
        Admission(findings: findings(groups, isRehearsal: false)) { finding in
            switch finding {
            case .open: break
            case .settled(let report):
                tally.count(report)
                onEvent(.finished(report))
            case .problem(let problem):
                tally.note(problem)
                onEvent(.problem(problem.path, problem.message))
            }
        }
    }

    func processor(_ concurrency: Int) -> ItemProcessor {
        ItemProcessor(
            recipe: run.recipe,
            canonicalRecipe: canonical,
            recipeDigest: digest,
            gemini: run.gemini,
            recorder: Recorder(folder, ledger, formats: formats),
            precedents: Precedents(output: folder, ledger: ledger, options: run.options),
            control: control,
            uploads: uploads,
            uploading: Gate(max(4, min(concurrency, 16))),
            generations: Gate(concurrency),
            janitor: janitor,
            onEvent: onEvent
        )
    }
}

public import Foundation
public import Gemini
import Ledger
import Media
import Stages
import StructuredJSON

/// A recipe at work: from inputs to one record each.
///
/// ```swift
/// let run = Run(try Recipe.load("describe-images"), over: ["photos"], to: output, using: gemini)
/// let summary = try await run.start { event in print(event) }
/// ```
///
/// What is done is not done again: an item whose bytes, recipe and record are those of an earlier run costs nothing.
public struct Run: Sendable {
    public let recipe: Recipe
    /// Files, folders, `-` for paths from standard input, `@LIST` for paths from a file.
    public let inputs: [String]
    public let output: URL
    public let gemini: GeminiClient
    public var options: RunOptions

    public init(
        _ recipe: Recipe,
        over inputs: [String],
        to output: URL,
        using gemini: GeminiClient,
        options: RunOptions = RunOptions()
    ) {
        self.recipe = recipe
        self.inputs = inputs
        self.output = output
        self.gemini = gemini
        self.options = options
    }

    /// Does the work, one bad file never stopping the rest.
    ///
    /// - Parameters:
    ///   - control: Ends the run early and in order.
    ///   - onEvent: Told what happens, from several tasks at once.
    /// - Throws: Before anything is spent: ``DiscoveryError`` for inputs that are missing, ``ItemError`` for
    ///   items that would share an output and for an output folder that cannot be written to. `CancellationError` when the task is cancelled.
    public func start(
        control: RunControl = RunControl(),
        onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunSummary {
        let folder = OutputFolder(output)
        let groups = try await Intake(inputs, select: recipe.select, output: output).groups(control)
        let lock = try folder.prepare()
        defer { withExtendedLifetime(lock) {} }
        let ledger = try Ledger(at: folder.ledger)
        let store = try options.uploadMemory.open { onEvent(.warning($0)) }
        let uploads = SharedUploads(store, for: gemini, life: recipe.uploads)
        let janitor = Janitor(uploads)
        let concurrency = options.concurrency ?? recipe.limits.concurrency ?? 8
        let processor = processor(folder, ledger, uploads, janitor, control, concurrency, onEvent)
        let admission = Admission(groups, limit: options.limit, control: control) { onEvent(.problem($0, $1)) }
        var summary = RunSummary()

        return try await withThrowingTaskGroup(of: [String].self) { tasks in
            tasks.addTask { try await janitor.run(using: gemini) }
            // As many again as are being answered may be looked at, uploaded and written meanwhile.
            try await processor.run(over: admission, limit: concurrency * 2 + 2) { outcome in
                guard case .success(let report) = outcome.result else { return }
                summary.count(report)
                onEvent(.finished(report))
                if options.failFast, case .failed = report.end { control.stop(.failure) }
            }
            janitor.finish()
            for try await leftovers in tasks { summary.leftovers += leftovers }
            summary.problems = admission.problems
            summary.stop = control.reason
            return summary
        }
    }

    private func processor(
        _ folder: OutputFolder,
        _ ledger: Ledger,
        _ uploads: SharedUploads,
        _ janitor: Janitor,
        _ control: RunControl,
        _ concurrency: Int,
        _ onEvent: @escaping @Sendable (RunEvent) -> Void
    ) -> ItemProcessor {
        let canonical = recipe.canonical
        return ItemProcessor(
            recipe: recipe,
            canonicalRecipe: canonical,
            recipeDigest: SHA256Digester.hex(of: canonical.serialized(.canonical)),
            gemini: gemini,
            output: folder,
            ledger: ledger,
            recorder: Recorder(folder, ledger),
            force: options.force,
            control: control,
            uploads: uploads,
            uploading: Gate(max(4, min(concurrency, 16))),
            generations: Gate(concurrency),
            janitor: janitor,
            onEvent: onEvent
        )
    }
}

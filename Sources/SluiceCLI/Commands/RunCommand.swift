import ArgumentParser
import Foundation
import Sluice

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a pipeline over files and folders; one JSON record a file.",
        discussion: """
            Examples:
              sluice run describe-images photos -o results --offline
              sluice run my-recipe.yaml photos scans/page1.pdf -o results
              find . -name '*.jpg' | sluice run describe-images - -o results

            The same command again goes on where it stopped and leaves alone what is done: only new and changed files,
            a changed recipe, deleted or edited results and failures are asked about. --explain says which and why.
            """
    )

    @Argument(help: "A pipeline file, or the name of a built-in recipe: \(BuiltIn.names).")
    var pipeline: String

    @Argument(
        help: ArgumentHelp(
            "Files, folders, - (paths from standard input) or @LIST (a file with one path a line).",
            valueName: "input"
        )
    )
    var inputs: [String]

    @Option(name: [.short, .long], help: "The folder that records are written to.")
    var output: String

    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Model") var model: ModelOptions

    @OptionGroup(title: "Pace and budget") var pace: PaceOptions
    @OptionGroup(title: "Selection") var selection: SelectionOptions

    @Flag(help: "Stop at the first failure.")
    var failFast = false

    @Flag(help: "Wait for another run on the same output folder to end.")
    var wait = false

    @Flag(help: "Say why each item would run, and end. Spends nothing.")
    var explain = false

    @Option(help: "How to show progress: auto, plain or none.")
    var progress: ProgressMode = .auto

    @Flag(help: "Print a summary for machines on standard output.")
    var json = false

    @Flag(help: "Print what happens as JSON Lines on standard output. sluice schema events says what they hold.")
    var events = false

    func validate() throws {
        if json, events { throw ValidationError("Either --json or --events.") }
        guard !inputs.isEmpty else { throw ValidationError("Name the files or folders to work on.") }
        guard !inputs.contains("") else {
            throw ValidationError("An input is empty. Is a variable of the shell unset?")
        }
        guard !output.isEmpty else {
            throw ValidationError("The output folder is empty. Is a variable of the shell unset?")
        }
    }

    func run() async throws {
        try await reporting {
            let recipe = try loadedRecipe(pipeline, model)
            if explain { return try await explain(recipe) }
            let client = try service.client()
            let control = RunControl()
            let display = RunProgress(progress)
            let interrupts = Interrupts(control) {
                display.end()
                Console.error.line("Stopping: what is under way is being finished. Press Ctrl-C again to stop at once.")
            }
            let started = ContinuousClock.now
            try await interrupts.during {
                let summary = try await start(recipe, client, control, display)
                try conclude(summary, elapsed: ContinuousClock.now - started)
            }
        }
    }

    private func start(
        _ recipe: Recipe,
        _ client: GeminiClient,
        _ control: RunControl,
        _ display: RunProgress
    ) async throws -> RunSummary {
        defer { display.end() }
        let run = try prepared(recipe, client)
        do {
            return try await run.start(control: control) { event in
                display.show(event)
                if events { Console.output.line(event.json().text()) }
            }
        } catch {
            throw Complaint(error, otherwise: .usage)
        }
    }

    private func prepared(_ recipe: Recipe, _ client: GeminiClient) throws -> Run {
        var options = RunOptions()
        try selection.apply(to: &options)
        try pace.apply(to: &options)
        options.failFast = failFast
        options.waits = wait
        options.command = resume
        options.uploadMemory = service.offline ? .run : .user
        return Run(
            recipe,
            over: inputs,
            to: URL(filePath: output, directoryHint: .isDirectory),
            using: client,
            options: options
        )
    }

    /// The command that goes on with this run.
    private var resume: String { CommandLine.arguments.map(\.shellQuoted).joined(separator: " ") }

    private func explain(_ recipe: Recipe) async throws {
        let run = try prepared(recipe, .nobody)
        var isEmpty = true
        do {
            try await run.forecast { forecast in
                isEmpty = false
                Console.output.line(forecast.explanation)
            }
        } catch {
            throw Complaint(error, otherwise: .usage)
        }
        guard isEmpty else { return }
        guard !selection.retryFailed else { return Console.error.line("Nothing failed the last time.") }
        throw Complaint(.allRefused, "There is no file to work on.")
    }

    private func conclude(_ summary: RunSummary, elapsed: Duration) throws {
        if json { Console.output.line(summary.json.text(.pretty)) }
        if events { Console.output.line(summary.event().text()) }
        for line in summary.lines(elapsed: elapsed, output: output) { Console.error.line(line) }
        let (code, line) = summary.verdict(resume: resume, retriesFailed: selection.retryFailed)
        if let line { Console.error.line(line) }
        if code != .success { throw code }
    }
}

extension String {
    /// The text as one word of a shell's command line.
    var shellQuoted: String {
        let plain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=@,+%".contains($0)) }
        return plain && !isEmpty
            ? self : "'\(split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }
}

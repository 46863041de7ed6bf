import ArgumentParser
import Foundation
import Sluice

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Says what a run would do and what it would cost; spends nothing.",
        discussion: """
            Examples:
              sluice plan describe-images photos
              sluice plan my-recipe.yaml photos -o results --json

            With -o it knows what is done already. Tokens are counted by the service's published rules; what answers take
            is the average of earlier answers of the recipe in the output folder, or a guess.
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

    @Option(name: [.short, .long], help: "The output folder that the run would write to.")
    var output: String?

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Selection") var selection: SelectionOptions

    @Option(help: ArgumentHelp("A list of prices of your own, in the form of prices/prices.json.", valueName: "file"))
    var prices: String?

    @Flag(help: "One JSON object with totals and items.")
    var json = false

    func validate() throws {
        guard !inputs.isEmpty, !inputs.contains("") else {
            throw ValidationError("Name the files or folders to work on.")
        }
    }

    func run() async throws {
        try await reporting {
            let recipe = try loadedRecipe(pipeline, model)
            if !json { for warning in recipe.warnings { Console.error.line("sluice: \(warning.printable)") } }
            var options = RunOptions()
            try selection.apply(to: &options)
            var pace = PaceOptions()
            pace.prices = prices
            options.prices = try pace.list()
            let run = Run(recipe, over: inputs, to: place, using: .nobody, options: options)
            let capabilities = run.service.capabilities(of: recipe.model)
            var plan = PlanTable(recipe, options.prices, for: capabilities, keepsItems: json)
            do {
                try await run.forecast { forecast in
                    plan.add(forecast)
                    if !json { for line in plan.lines(of: forecast) { Console.output.line(line) } }
                }
                if let finally = try await run.forecastFinally(over: plan.results, afterWork: plan.hasWork) {
                    plan.conclude(with: finally)
                }
            } catch {
                throw Complaint(error, otherwise: .usage)
            }
            let totals = plan.totalLines(retriesFailed: selection.retryFailed)
            for line in json ? [plan.json.text(.pretty)] : totals { Console.output.line(line) }
            if plan.isEmpty, !selection.retryFailed { throw ExitCode.allRefused }
        }
    }

    /// Where nothing is done yet unless somebody says where to look.
    private var place: URL {
        output.map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? FileManager.default.temporaryDirectory.appending(path: "sluice-plan-\(UUID().uuidString)")
    }
}

/// The recipe of that name or file, with what the command line sets over it.
func loadedRecipe(_ pipeline: String, _ model: ModelOptions) throws -> Recipe {
    do {
        var recipe = try Recipe.load(pipeline, allowsFiles: model.allowFiles)
        try model.apply(to: &recipe)
        return recipe
    } catch let error as RecipeError {
        throw Complaint(.wrongRecipe, "\(error)".printable)
    }
}

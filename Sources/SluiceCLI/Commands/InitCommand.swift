import ArgumentParser
import Sluice

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a commented pipeline file to start from.",
        discussion: """
            Examples:
              sluice init                              # describe-images.yaml, in this folder
              sluice init transcribe-audio -o talks.yaml
              sluice init --all -o recipes
              sluice init extract-documents -o -       # to standard output

            There are \(BuiltIn.names).

            Beside it goes \(StarterFile.schemaName), so that an editor with the YAML language server completes and checks
            the file, without a network. A newer sluice knows more keys: sluice schema pipeline > \(StarterFile.schemaName)
            """
    )

    @Argument(help: "Which recipe to start from.")
    var recipe: String?

    @Option(name: [.short, .long], help: "The file or the folder to write to; - is standard output.")
    var output: String?

    @Flag(help: "A file for each recipe there is.")
    var all = false

    @Flag(help: "Overwrite what is there.")
    var force = false

    func validate() throws {
        if all, recipe != nil { throw ValidationError("Either one recipe, or --all.") }
        if all, output == "-" { throw ValidationError("--all needs a folder.") }
        if output == "" { throw ValidationError("The output is empty. Is a variable of the shell unset?") }
    }

    func run() async throws {
        try await reporting {
            let name = recipe ?? "describe-images"
            guard let text = Recipe.starter(name) else { throw StarterFile.unknown(name) }
            if output == "-" {
                Console.output.write(text)
                return
            }
            let files =
                all ? Recipe.builtInNames.map { StarterFile($0, in: output ?? ".") } : [StarterFile(name, at: output)]
            if !force { for file in files { try file.requireFree() } }
            for file in files {
                try file.write()
                Console.error.line("Wrote \(file.path.printable)")
            }
            guard let first = files.first else { return }
            Console.error.line(
                "Change what you like, then try it without a key: sluice run \(first.path.shellQuoted.printable) INPUT -o results --offline"
            )
        }
    }
}

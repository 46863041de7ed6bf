import ArgumentParser
import Sluice

struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of pipeline files, of result records, or of events."
    )

    enum Subject: String, ExpressibleByArgument, CaseIterable { case pipeline, result, events }

    @Argument(help: "pipeline, result or events.")
    var subject: Subject

    func run() async throws {
        try await reporting {
            let schema =
                switch subject {
                case .pipeline: Recipe.jsonSchema
                case .result: Record.schema
                case .events: RunEvent.schema
                }
            Console.output.line(schema.text(.pretty))
        }
    }
}

import ArgumentParser
import Sluice

struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of pipeline files or of result records."
    )

    enum Subject: String, ExpressibleByArgument, CaseIterable { case pipeline, result }

    @Argument(help: "pipeline or result.")
    var subject: Subject

    func run() async throws {
        let schema =
            switch subject {
            case .pipeline: Recipe.jsonSchema
            case .result: ResultRecord.schema
            }
        Console.output.line(schema.text(.pretty))
    }
}

import ArgumentParser
import Foundation
import Sluice

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Tells what files are, by content and by name, and whether they can be sent.",
        discussion: """
            Examples:
              sluice inspect photos
              sluice inspect --json recording.m4a

            Nothing is sent anywhere.
            """
    )

    @Argument(help: ArgumentHelp("Files, folders, - (paths from standard input) or @LIST.", valueName: "file"))
    var files: [String]

    @Flag(help: "One JSON object a line.")
    var json = false

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("Name the files or folders to look at.") }
    }

    func run() async throws {
        try await reporting {
            let discovery: Discovery
            do {
                discovery = try Discovery(files)
            } catch {
                throw Complaint(.usage, "\(error)".printable)
            }
            var number = 0
            var hasProblem = false
            let inspect = Pipeline("inspect") { (element: Discovered) in await Inspection(element) }
            // Several are looked at at once, and shown in order.
            try await inspect.inOrder(over: discovery, limit: 16) { inspection in
                hasProblem = hasProblem || inspection.isProblem
                Console.output.line(json ? inspection.json.text() : inspection.row(withHeader: number == 0))
                number += 1
            }
            guard number > 0 else { throw Complaint(.allRefused, "There is no file to look at.") }
            if hasProblem { throw ExitCode.someFailed }
        }
    }
}

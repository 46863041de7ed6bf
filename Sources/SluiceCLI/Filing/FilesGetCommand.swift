import ArgumentParser
import Foundation
import Sluice

struct FilesGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Shows what the service knows of files. Their bytes cannot be had back."
    )

    @Argument(help: ArgumentHelp("Names such as files/abc123, or URIs.", valueName: "name"))
    var names: [String]

    @OptionGroup(title: "Service") var service: ServiceOptions

    @Flag(help: "The service's own File objects, one a line.")
    var json = false

    func run() async throws {
        try await filing {
            let client = try service.client()
            var failures = 0
            for (index, name) in names.enumerated() {
                let file: RemoteFile
                do {
                    file = try await client.files.get(StoredName(name, at: client.baseURL).text)
                } catch let error as GeminiError where error.complaint.code == .someFailed {
                    Console.error.line("✗ \(name.printable): \("\(error)".clipped)")
                    failures += 1
                    continue
                } catch let complaint as Complaint {
                    Console.error.line("✗ \(complaint.message)")
                    failures += 1
                    continue
                }
                if json {
                    Console.output.line(file.json.text())
                } else {
                    if index > 0 { Console.output.line("") }
                    for (key, value) in file.fields {
                        Console.output.line("\(key.printable): \((value.string ?? value.text()).printable)")
                    }
                    if let digest = file.sha256 { Console.output.line("sha256: \(digest.printable)") }
                }
            }
            if failures > 0 { throw ExitCode.someFailed }
        }
    }
}

import ArgumentParser
import Foundation
import Sluice
import StructuredJSON

struct FilesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the stored files, newest first as the service orders them."
    )

    @OptionGroup(title: "Service") var service: ServiceOptions

    @Flag(help: "The service's own File objects, one a line.")
    var json = false

    func run() async throws {
        try await filing {
            var count = 0
            var bytes: Int64 = 0
            for try await file in try service.client().files.list() {
                if json {
                    Console.output.line(file.json.text())
                } else {
                    if count == 0 { Console.output.line(FileRow.header) }
                    Console.output.line(FileRow(file).text)
                }
                count += 1
                bytes.add(file.sizeBytes ?? 0)
            }
            guard !json else { return }
            Console.error.line(
                count == 0
                    ? "The service keeps no files for this key."
                    : "\(count) \(count == 1 ? "file" : "files") · \(bytes.inBytes) of 20 GB"
            )
        }
    }
}

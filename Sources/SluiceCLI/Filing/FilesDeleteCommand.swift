import ArgumentParser
import Foundation
import Sluice

struct FilesDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Deletes stored files. One that is already gone counts as deleted.",
        discussion: """
            Examples:
              sluice files delete files/abc123
              sluice files delete 'talk*.mp4' --dry-run

            A pattern is matched against names and display names.
            """
    )

    @Argument(help: ArgumentHelp("Names, URIs, or patterns in quotes.", valueName: "name"))
    var names: [String]

    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup var deletion: DeletionOptions

    func run() async throws {
        try await filing {
            let client = try service.client()
            let patterns = names.filter { $0.contains { "*?[{".contains($0) } }
            var chosen = try names.filter { !patterns.contains($0) }.map { try StoredName($0, at: client.baseURL).text }
            if !patterns.isEmpty {
                let globs = try patterns.map { try Glob($0) }
                for try await file in client.files.list() {
                    let names = [file.name, String(file.name.dropFirst("files/".count)), file.displayName ?? ""]
                    if globs.contains(where: { glob in names.contains { glob.matches($0) } }) {
                        chosen.append(file.name)
                    }
                }
            }
            guard !chosen.isEmpty else { throw Complaint(.allRefused, "No stored file matches.") }
            try await deletion.delete(chosen, using: client)
        }
    }
}

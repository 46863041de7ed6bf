import ArgumentParser
import Foundation
import Sluice

struct FilesPruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Deletes what killed runs have left behind, or everything older than a time.",
        discussion: """
            Examples:
              sluice files prune                              what runs of sluice left that were killed
              sluice files prune --older-than 1h --dry-run    all files of the project, whoever uploaded them

            The service deletes every file by itself 48 hours after it was uploaded.
            """
    )

    @Option(help: ArgumentHelp("All files of the project that are older: 90s, 30m, 1h, 2d, 1h30m.", valueName: "time"))
    var olderThan: Age?

    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup var deletion: DeletionOptions

    func run() async throws {
        try await filing {
            let client = try service.client()
            let leftovers = try StoredLeftovers(of: client, in: service.offline ? .run : .user)
            var names = try await leftovers.names()
            if let olderThan {
                let limit = Date.now.addingTimeInterval(-olderThan.seconds)
                for try await file in client.files.list() where !names.contains(file.name) {
                    if let created = file.createTime, created < limit { names.append(file.name) }
                }
            }
            try await deletion.delete(names, using: client) { try await leftovers.deleted($0) }
            if names.isEmpty, !deletion.json { Console.error.line("There is nothing to delete.") }
        }
    }
}

/// A span of time as people type it.
struct Age: ExpressibleByArgument {
    let seconds: TimeInterval

    init?(argument: String) {
        guard argument.wholeMatch(of: /([0-9]{1,9}[smhd])+/) != nil else { return nil }
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        seconds = argument.matches(of: /([0-9]+)([smhd])/).reduce(0) { sum, match in
            sum + (Double(match.1) ?? 0) * (match.2.first.flatMap { units[$0] } ?? 0)
        }
    }
}

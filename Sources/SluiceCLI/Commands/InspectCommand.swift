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
              find . -newer last-run -type f | sluice inspect -

            For each file: how it is sent (image, audio, video, document, text), the API's spelling of its type,
            libmagic's own answer, and what its headers say: size, length, codecs, pages. Below it, where there is
            something to say: what its name claims instead, what was decided beyond libmagic's answer and why, and why it
            cannot be sent and how to convert it.

            With --json, each line is an object with path, detected_mime_type, mime_type (null when it cannot be sent),
            modality, extension_mime_type, disagreement, repair, reason, facts and notes (what is guessed about it or would not
            be sent of it). Nothing is sent anywhere.
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
            var tally = InspectionTally()
            let inspect = Pipeline("inspect") { (element: Discovered) in await Inspection(element) }
            for part in try parts() {
                switch part {
                case .failure(let error):
                    show(Inspection(error), &tally)
                case .success(let discovery):
                    // Several are looked at at once, and shown in order.
                    try await inspect.inOrder(over: discovery, limit: 16) { show($0, &tally) }
                }
            }
            guard tally.files > 0 else { throw Complaint(.allRefused, "There is no file to look at.") }
            if !json, tally.files > 1 { Console.error.line(tally.line) }
            if tally.hasProblem { throw ExitCode.someFailed }
        }
    }

    private func show(_ inspection: Inspection, _ tally: inout InspectionTally) {
        Console.output.line(json ? inspection.json.text() : inspection.row(withHeader: tally.files == 0))
        tally.count(inspection)
    }

    /// The inputs in their order, those that are right together: one that is wrong does not hide the others.
    private func parts() throws -> [Result<Discovery, DiscoveryError>] {
        var parts: [Result<Discovery, DiscoveryError>] = []
        var right: [String] = []
        func close() throws(DiscoveryError) {
            guard !right.isEmpty else { return }
            parts.append(.success(try Discovery(right)))
            right = []
        }
        do {
            for file in files {
                do throws(DiscoveryError) {
                    _ = try Discovery([file])
                    right.append(file)
                } catch {
                    try close()
                    parts.append(.failure(error))
                }
            }
            try close()
        } catch {
            throw Complaint(.usage, "\(error)".printable)
        }
        if let error = parts.compactMap(\.failure).first, parts.count(where: { $0.failure == nil }) == 0 {
            throw Complaint(.usage, "\(error)".printable)
        }
        return parts
    }
}

extension Result {
    fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}

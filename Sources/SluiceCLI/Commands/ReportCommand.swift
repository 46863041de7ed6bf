import ArgumentParser
import Foundation
import Sluice

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Makes one HTML page of all results: a contact sheet to look through and search.",
        discussion: """
            Examples:
              sluice report results --open
              sluice report results -o ~/Desktop/trip.html
              sluice report results --media /mnt/photos

            The page is one file that works without a network: pictures, players with the transcript beside them, films
            with subtitles, documents with their answers, failures with causes, totals of tokens and cost. Pictures and
            recordings are not copied into it: it refers to the originals by relative paths, so move them together.
            The path of the page goes to standard output.
            """
    )

    @OptionGroup var output: OutputFolderArgument

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "The page. report.html in the output folder unless given."
    )
    var page: String?

    @Option(
        help: ArgumentHelp(
            "Where the originals are, when they were moved. May be given several times.",
            valueName: "folder"
        )
    )
    var media: [String] = []

    @Option(help: "What the page is called.")
    var title: String?

    @Flag(help: "Show it in the browser.")
    var open = false

    @Flag(help: "Print what was made as JSON on standard output.")
    var json = false

    func validate() throws {
        if page == "" || media.contains("") {
            throw ValidationError("A path is empty. Is a variable of the shell unset?")
        }
        if page == "-" {
            throw ValidationError("The page refers to the originals from where it is, so -o needs the name of a file.")
        }
    }

    func run() async throws {
        try await reporting {
            let folder = try output.url()
            let file = try page.map { try PlainFile.place($0) } ?? folder.appending(path: "report.html")
            var report = Report(of: folder)
            report.media = try media.map { try Self.folder($0) }
            report.title = title
            let summary: ReportSummary
            do {
                summary = try await report.write(to: file)
            } catch {
                throw Complaint(error, otherwise: .someFailed)
            }
            guard summary.results > 0 else {
                throw Complaint(.allRefused, "There is no result in \(output.folder.printable).")
            }
            tell(summary, file.relativePath)
            if open { try Browser.show(file) }
            try Damaged.tell(summary.damaged, in: output.folder)
        }
    }

    private func tell(_ summary: ReportSummary, _ path: String) {
        if json {
            let made: JSONValue = [
                "report": .string(path), "completed": summary.completed.json, "failed": summary.failed.json,
                "originals_missing": summary.missing.json, "damaged": Damaged.json(summary.damaged),
            ]
            Console.output.line(made.text(.pretty))
        } else {
            Console.output.line(Console.output.isTerminal ? path.printable : path)
        }
        Console.error.line("\(summary.completed) completed · \(summary.failed) failed")
        if summary.missing > 0 {
            Console.error.line(
                "! \(summary.missing) originals were not found, so the page shows their answers alone. "
                    + "Name their folder with --media FOLDER."
            )
        }
    }

    private static func folder(_ path: String) throws -> URL {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw Complaint(
                .usage,
                "\(path.printable) is no folder. --media names the folder that the originals are in."
            )
        }
        return URL(filePath: path, directoryHint: .isDirectory)
    }
}

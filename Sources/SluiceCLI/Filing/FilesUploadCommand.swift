import ArgumentParser
import Foundation
import Sluice

struct FilesUploadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload",
        abstract: "Uploads files and waits until they may be used.",
        discussion: """
            Examples:
              sluice files upload talk.mp4
              sluice files upload 'recordings/**/*.wav' slides --json

            A broken connection is taken up where it stopped, also by the same command after it was killed. Bytes that are
            stored already are not sent again. sluice run finds these files: what you upload here it does not upload.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Files, folders, patterns in quotes, - (paths from standard input) or @LIST.",
            valueName: "file"
        )
    )
    var files: [String]

    @OptionGroup(title: "Service") var service: ServiceOptions

    @Option(help: "How to show progress: auto, plain or none.")
    var progress: ProgressMode = .auto

    @Flag(help: "The service's own File objects, one a line.")
    var json = false

    func run() async throws {
        try await filing {
            do {
                try await Interruptible.run { try await upload() }
            } catch let code as ExitCode where code == .interrupted && !service.offline {
                let command = CommandLine.arguments.map(\.shellQuoted).joined(separator: " ")
                throw Complaint(
                    .interrupted,
                    "Interrupted. What arrived is kept and not sent again. Go on with:\n  \(command.printable)"
                )
            }
        }
    }

    private func upload() async throws {
        let client = try service.client()
        let display = UploadProgress(progress)
        defer { display.end() }
        let memory = service.offline ? UploadMemory.run : .user
        let upload = try Upload(using: client, rememberedIn: memory) { display.show($0) }
        var isFirst = true
        var failures = 0
        // Whether every failure was the input's own.
        var areRefused = true
        var count = 0
        for given in files {
            let input: Discovery
            let isPattern = Self.isPattern(given)
            do {
                input = try Self.input(given, isPattern: isPattern)
            } catch {
                Console.error.line("✗ \("\(error)".printable)")
                (count, failures) = (count + 1, failures + 1)
                continue
            }
            var isFound = false
            defer { if !isFound { Console.error.line("! \(given.printable): nothing matches") } }
            for try await found in input {
                // What a pattern does not mean is no concern of it.
                if isPattern, case .problem = found { continue }
                isFound = true
                count += 1
                do {
                    let (path, uploaded) = try await send(found, with: upload, display)
                    guard let file = uploaded.file else {
                        throw Complaint(
                            .allRefused,
                            "\(path): a text goes into the request itself and is not uploaded"
                        )
                    }
                    display.finish(uploaded)
                    if json {
                        Console.output.line(file.json.text())
                    } else {
                        if isFirst { Console.output.line(FileRow.header) }
                        Console.output.line(FileRow(file).text)
                    }
                    isFirst = false
                } catch let complaint as Complaint {
                    display.end()
                    Console.error.line("✗ \(complaint.message)")
                    failures += 1
                    areRefused = areRefused && complaint.code == .allRefused
                }
            }
        }
        guard count > 0 else { throw Complaint(.allRefused, "There is no file to upload.") }
        if failures > 0 { throw failures == count && areRefused ? ExitCode.allRefused : ExitCode.someFailed }
    }

    /// What is wrong with one file is no reason to leave the others.
    private func send(_ found: Discovered, with upload: Upload, _ display: UploadProgress) async throws -> (
        String, UploadedFile
    ) {
        switch found {
        case .problem(let problem): throw Complaint(.allRefused, "\(problem.path): \(problem.message)".printable)
        case .file(let file):
            do {
                display.begin(file.name)
                return (
                    file.path.printable, try await upload.send(URL(filePath: file.path, directoryHint: .notDirectory))
                )
            } catch let error as GeminiError where error.complaint.code != .someFailed {
                throw error
            } catch {
                try Task.checkCancellation()
                // The service's fault is nothing that is wrong with the file.
                let code: ExitCode = error is GeminiError ? .someFailed : .allRefused
                throw Complaint(code, "\(file.path): \(error)".printable)
            }
        }
    }

    /// What there is by its name is taken by its name; the rest may be patterns.
    private static func isPattern(_ given: String) -> Bool {
        !FileManager.default.fileExists(atPath: given) && !given.hasPrefix("@") && given.contains(where: isWild)
    }

    private static func isWild(_ character: Character) -> Bool { "*?[{".contains(character) }

    private static func input(_ given: String, isPattern: Bool) throws(DiscoveryError) -> Discovery {
        guard isPattern else { return try Discovery([given]) }
        // The folder before the first wildcard, and the rest as a pattern below it.
        let parts = given.split(separator: "/", omittingEmptySubsequences: false)
        let fixed = parts.prefix { part in !part.contains(where: isWild) }
        let folder = fixed.joined(separator: "/")
        let base = fixed.isEmpty ? "." : folder.isEmpty ? "/" : folder
        return try Discovery([base], include: [parts.dropFirst(fixed.count).joined(separator: "/")])
    }
}

import Foundation
import Sluice
import Synchronization

/// The files of a question, on their way to the service and away from it again.
final class Attachments: Sendable {
    private let command: AskCommand
    private let gemini: GeminiClient
    private let uploaded = Mutex<[String]>([])

    init(_ command: AskCommand, using gemini: GeminiClient) {
        self.command = command
        self.gemini = gemini
    }

    /// Looks at all files before the first is sent: one that cannot be used should cost nothing.
    ///
    /// - Returns: The blocks that stand for them, in their order.
    func send() async throws -> [Content] {
        let scratch = try Scratch()
        defer { scratch.remove() }
        var media: [MediaFile] = []
        for file in command.files {
            guard file == "-" || FileManager.default.fileExists(atPath: file) else {
                throw Complaint(.usage, "\(file.printable): there is no such file")
            }
            if file != "-" {
                do throws(RegularFile.Failure) {
                    _ = try RegularFile.open(file)
                } catch {
                    throw Complaint(.usage, "\(file.printable): \(error)")
                }
            }
            let url = file == "-" ? try scratch.keepStandardInput() : URL(filePath: file, directoryHint: .notDirectory)
            do {
                media.append(try await Detect().run(url))
            } catch let error as MediaError {
                let name = file == "-" ? "Standard input" : file.printable
                throw Complaint(.allRefused, "\(name): \("\(error)".printable)")
            }
        }
        try command.clip.check(against: media.map(\.modality), resolution: command.model.resolution)
        var blocks: [Content] = []
        for file in media {
            do {
                let sent = try await Upload(using: gemini).run(file)
                if let name = sent.file?.name { uploaded.withLock { $0.append(name) } }
                blocks.append(command.clip.apply(to: sent.content, resolution: command.model.resolution))
            } catch let error as ItemError {
                throw Complaint(.allRefused, "\(file.url.lastPathComponent.printable): \("\(error)".printable)")
            }
        }
        return blocks
    }

    /// Deletes what was uploaded. What cannot be deleted the service deletes after 48 hours.
    func delete() async {
        for name in uploaded.withLock(\.self) {
            do {
                try await gemini.files.delete(name)
            } catch {
                Console.error.line("sluice: an upload stays at the service for 48 hours: \("\(error)".printable)")
            }
        }
    }
}

/// A folder for what comes by standard input.
private struct Scratch {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    func keepStandardInput() throws -> URL {
        let file = folder.appending(path: "standard-input")
        guard FileManager.default.createFile(atPath: file.path(percentEncoded: false), contents: nil) else {
            throw Complaint(.someFailed, "There is no room for a temporary file.")
        }
        let output = try FileHandle(forWritingTo: file)
        defer { try? output.close() }
        while let chunk = try FileHandle.standardInput.read(upToCount: 1 << 20), !chunk.isEmpty {
            try output.write(contentsOf: chunk)
        }
        return file
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

import Foundation
import Sluice

/// The interaction that `--continue last` goes on from, remembered per user.
enum LastInteraction {
    static func id() throws -> String {
        let bytes = try? RegularFile.read(file.path(percentEncoded: false), atMost: 1 << 16)
        let id =
            bytes.map { String(decoding: $0, as: UTF8.self) }?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !id.isEmpty else {
            throw Complaint(.usage, "There is nothing to go on from yet: ask once with --store.")
        }
        return id
    }

    /// Readable by the user alone: whoever has the id and the key can read the conversation.
    static func remember(_ id: String) {
        let manager = FileManager.default
        let folder = file.deletingLastPathComponent()
        let draft = folder.appending(path: ".last-\(UUID().uuidString)")
        do {
            try manager.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            guard
                manager.createFile(
                    atPath: draft.path(percentEncoded: false),
                    contents: Data((id + "\n").utf8),
                    attributes: [.posixPermissions: 0o600]
                ), unsafe rename(draft.path(percentEncoded: false), file.path(percentEncoded: false)) == 0
            else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? manager.removeItem(at: draft)
            Console.error.line("sluice: --continue last will not find this: \(file.path.printable) cannot be written.")
        }
    }

    /// By the XDG base directory specification.
    private static var file: URL {
        let environment = ProcessInfo.processInfo.environment
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? NSHomeDirectory()
        return URL(filePath: state ?? "\(home)/.local/state").appending(path: "sluice/last-interaction")
    }
}

import Foundation
import Sluice

/// A conversation in a file, for `--history`.
struct HistoryFile {
    private let url: URL
    private let shownPath: String

    init(_ path: String) {
        url = URL(filePath: path, directoryHint: .notDirectory)
        shownPath = path.printable
    }

    /// What was said so far; `nil` when there is no such file yet.
    ///
    /// - Throws: ``Complaint`` for a file that holds something else: it is left alone.
    func conversation(with gemini: GeminiClient) throws -> Conversation? {
        // Whether it can be written is known before anything is asked.
        _ = try PlainFile.place(url.path)
        guard let bytes = try bytes() else { return nil }
        guard let json = try? JSONValue(parsing: bytes), let conversation = Conversation(with: gemini, json: json),
            conversation.memory == .local
        else { throw Complaint(.usage, "\(shownPath) holds no conversation; name another file, or remove it.") }
        return conversation
    }

    /// Puts a conversation in the place of the one that it goes on from: whole, or not at all.
    func save(_ conversation: Conversation, after steps: [Step]) throws {
        let kept = try bytes().flatMap { try? JSONValue(parsing: $0) }?["steps"]?.array ?? []
        guard kept == steps.map(\.json) else {
            throw Complaint(
                .someFailed,
                "\(shownPath) was changed meanwhile by another command; this turn is not in it."
            )
        }
        do {
            let place = try PlainFile.place(url.path)
            try Data(conversation.json.serialized(.pretty) + [UInt8(ascii: "\n")]).write(to: place, options: .atomic)
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            let reason = error.localizedDescription.printable
            throw Complaint(.writing(error, otherwise: .someFailed), "\(shownPath) cannot be written: \(reason)")
        }
    }

    private func bytes() throws -> [UInt8]? {
        do throws(RegularFile.Failure) {
            return try RegularFile.read(url.path(percentEncoded: false))
        } catch {
            if error.isMissing { return nil }
            throw Complaint(.usage, "\(shownPath) cannot be read: \(error)")
        }
    }
}

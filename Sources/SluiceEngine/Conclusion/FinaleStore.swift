import Foundation
import SluiceMedia
import StructuredJSON

/// The answers to parts, kept until the whole is there: a run that breaks off in between does not pay for them again.
struct FinaleStore {
    private let folder: URL
    private var used: Set<String> = []

    init(_ output: URL) { folder = output.appending(path: ".sluice/finally") }

    mutating func answer(_ key: String) -> FinaleAnswer? {
        used.insert(key)
        guard let bytes = RegularFile.bytes(at: folder.appending(path: "\(key).json").path(percentEncoded: false)),
            let json = try? JSONValue(parsing: bytes)
        else { return nil }
        return FinaleAnswer(json: json)
    }

    func keep(_ answer: FinaleAnswer, _ key: String) throws(ItemError) {
        var draft = try DraftFile(in: folder)
        try draft.write(answer.json.serialized())
        try draft.commit(to: folder.appending(path: "\(key).json"))
    }

    /// Forgets the answers to questions that are not asked any more.
    func sweep() {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        for file in files where !used.contains(file.deletingPathExtension().lastPathComponent) {
            try? FileManager.default.removeItem(at: file)
        }
    }
}

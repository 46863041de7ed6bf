import Foundation
import SluiceMedia
import StructuredJSON

/// Keeps the answers about the parts of a recording until all of them are there, also across runs: a part that failed is
/// asked about again by itself.
struct PartStore: Sendable {
    private let folder: URL
    private let drafts: URL
    private let key: String

    /// - Parameter key: What makes the item's answers its own.
    init(_ output: OutputFolder, key: String) {
        folder = output.url.appending(path: ".sluice/parts")
        drafts = output.drafts
        self.key = key
    }

    /// What is kept. Parts are told apart by their times too: a recipe may have cut the recording elsewhere before.
    @concurrent
    func answer(to part: RecordingPart) async -> PartAnswer? {
        guard let bytes = RegularFile.bytes(at: file(part.index).path(percentEncoded: false)),
            let json = try? JSONValue(parsing: bytes),
            json["start"] == part.span.lowerBound.json, json["end"] == part.span.upperBound.json
        else { return nil }
        return PartAnswer(json["answer"] ?? .null, part: part)
    }

    /// - Throws: ``ItemError`` when it cannot be written.
    func keep(_ answer: PartAnswer, to part: RecordingPart) async throws {
        let json: JSONValue = [
            "start": part.span.lowerBound.json, "end": part.span.upperBound.json, "answer": answer.json,
        ]
        let file = file(part.index)
        try await withTaskExecutorPreference(QueueExecutor.files) { [drafts] in
            var batch = AtomicBatch(drafts: drafts)
            try batch.add(json.serialized(), for: file)
            try batch.commit()
        }
    }

    /// Forgets the answers: they are in the record now.
    func clear() {
        var index = 0
        while (try? FileManager.default.removeItem(at: file(index))) != nil { index += 1 }
    }

    private func file(_ index: Int) -> URL { folder.appending(path: "\(key)-\(index + 1).json") }
}

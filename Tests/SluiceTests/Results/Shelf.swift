import Foundation
import Sluice
import SluiceMedia
import StructuredJSON
import TestSupport

@testable import SluiceEngine
@testable import SluiceGemini

/// An output folder with records in it.
struct Shelf {
    let folder = TemporaryFolder()

    var url: URL { folder / "out" }

    /// Writes a record as a run does.
    func put(
        _ item: String,
        data: JSONValue? = nil,
        text: String = "An answer.",
        media: (path: String, type: String, modality: String, bytes: Int64)? = nil,
        error: ItemError? = nil,
        usage: Int = 0,
        extra: JSONObject = [:]
    ) throws {
        let name = media?.path ?? item
        var source = Record.Source(path: name, bytes: media?.bytes ?? 3)
        source.mimeType = MediaType(rawValue: media?.type ?? "image/png")
        source.detectedMIMEType = source.mimeType
        source.modality = Modality(rawValue: media?.modality ?? "image")
        var record = Record(
            source: [source],
            recipe: .init(name: "test", sha256: "abc", model: "gemini-3.5-flash"),
            started: Date(timeIntervalSince1970: 1_700_000_000)
        )
        record.turns = [.init(text: data?.text() ?? text, status: "completed")]
        if usage > 0 {
            record.usage = TokenUsage(fields: [
                "total_tokens": usage.json, "total_input_tokens": (usage / 2).json,
                "total_output_tokens": (usage - usage / 2).json,
            ])
        }
        record.output = .init(text: data?.text() ?? text, data: data)
        if let error { record.fail(error) }
        var json = record.json.object ?? [:]
        json.merge(extra)
        try put(json: .object(json), at: "\(item).json")
    }

    func put(json: JSONValue, at path: String) throws {
        try folder.write(Data(json.serialized(.pretty)), to: "out/\(path)")
    }

    func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: path)), as: UTF8.self)
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appending(path: path).path)
    }
}

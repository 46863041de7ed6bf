import Foundation
import StructuredJSON
import TestSupport

@testable import Sluice

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
        var record = ResultRecord(
            source: [
                .init(
                    path: name,
                    bytes: media?.bytes ?? 3,
                    detection: .init(
                        mimeType: media?.type ?? "image/png",
                        detectedMimeType: media?.type ?? "image/png",
                        modality: media?.modality ?? "image",
                        disagreement: false
                    )
                )
            ],
            recipe: .init(name: "test", sha256: "abc", model: "gemini-3.5-flash", serviceTier: "standard"),
            timing: .init(started: Date(timeIntervalSince1970: 1_700_000_000))
        )
        let tokens: JSONObject = [
            "total_tokens": usage.json, "total_input_tokens": (usage / 2).json,
            "total_output_tokens": (usage - usage / 2).json,
        ]
        record.turns = [
            .init(
                text: data?.text() ?? text,
                status: "completed",
                usage: usage > 0 ? .init(fields: tokens) : nil
            )
        ]
        record.data = data
        record.error = error
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

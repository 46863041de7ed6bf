import Foundation
import Sluice
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct RollupTests {
    let shelf = Shelf()

    @Test func everyRecordIsALineOfItsOwn() async throws {
        try shelf.put("b.png", data: ["title": "B\u{2028}b"])
        try shelf.put("a.png", error: ItemError(kind: "blocked", message: "No"))
        let report = try await Rollup(of: shelf.url, as: [.jsonl]).rebuild()
        #expect(report.completed == 1)
        #expect(report.failed == 1)
        #expect(report.files == ["results.jsonl"])
        let text = try shelf.text("results.jsonl")
        #expect(!text.unicodeScalars.contains("\u{2028}"))
        let lines = try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(lines.map { $0["record"] } == ["a.png.json", "b.png.json"])
        #expect(lines[1]["output"]?["data"]?["title"] == "B\u{2028}b")
        #expect(lines[0]["error"]?["kind"] == "blocked")
        #expect(!shelf.exists("results.csv"))
    }

    @Test func theTableHasNestedFieldsByDottedPath() async throws {
        try shelf.put(
            "a.png",
            data: ["title": "A", "place": ["city": "Graz"], "tags": ["x", "y"], "people": 2, "ok": true]
        )
        try shelf.put("b.png", data: ["title": "B", "place": .null, "items": [["n": 1]], "a.b": 1], usage: 10)
        try shelf.put("c.png", error: ItemError(kind: "blocked", message: "No, \"never\""))
        try await Rollup(of: shelf.url, as: [.csv]).rebuild()
        let bytes = Array(try Data(contentsOf: shelf.url.appending(path: "results.csv")))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let rows = try CSVReader.rows(String(decoding: bytes.dropFirst(3), as: UTF8.self))
        let header = rows[0]
        #expect(Array(header.prefix(3)) == ["record", "status", "source.path"])
        #expect(rows.dropFirst().allSatisfy { $0.count == header.count })
        func cell(_ row: Int, _ column: String) -> String? {
            header.firstIndex(of: column).map { rows[row][$0] }
        }
        #expect(cell(1, "output.data.title") == "A")
        #expect(cell(1, "output.data.place.city") == "Graz")
        #expect(cell(1, "output.data.tags") == "x; y")
        #expect(cell(1, "output.data.people") == "2")
        #expect(cell(1, "output.data.ok") == "true")
        #expect(cell(2, "output.data.items") == #"[{"n":1}]"#)
        #expect(cell(2, #"output.data.a\.b"#) == "1")
        #expect(cell(2, "usage.total_tokens") == "10")
        #expect(cell(3, "status") == "failed")
        #expect(cell(3, "error.message") == "No, \"never\"")
        // Null in one record and an object in another needs no column beside those of its fields.
        #expect(!header.contains("output.data.place"))
        #expect(!header.contains("turns"))
        #expect(!header.contains("output.text"))
    }

    @Test func formulasAndControlCharactersDoNothing() async throws {
        try shelf.put("=cmd\u{202E}.png", data: ["=1+1": "=HYPERLINK(\"http://x\")", "n": -5, "s": "\u{1B}]0;x\u{7}"])
        try await Rollup(of: shelf.url, as: [.csv]).rebuild()
        let rows = try CSVReader.rows(try shelf.text("results.csv").replacing("\u{FEFF}", with: ""))
        for cell in rows.joined() {
            #expect(cell.first != "=")
            let steering = cell.unicodeScalars.filter { $0 == "\u{202E}" || $0.properties.generalCategory == .control }
            #expect(steering.isEmpty)
        }
        #expect(rows[1].contains("-5"))
    }

    @Test func aTranscriptIsACellOfTextAndItsSegmentsAreNot() async throws {
        let segments: JSONValue = [["start": 0, "end": 1, "text": "Hello."]]
        let output: JSONValue = [
            "text": "Hello.", "data": ["language": "en", "segments": segments], "segments": segments,
        ]
        try shelf.put("a.wav", extra: ["output": output])
        try await Rollup(of: shelf.url, as: [.csv]).rebuild()
        let rows = try CSVReader.rows(try shelf.text("results.csv").replacing("\u{FEFF}", with: ""))
        #expect(rows[0].filter { $0.hasPrefix("output") } == ["output.text", "output.data.language"])
        #expect(rows[1].contains("Hello."))
    }

    @Test func severalFilesOfOneItemShareACell() async throws {
        let sources: JSONValue = [["path": "a.jpg", "bytes": 1], ["path": "a.wav", "bytes": 2]]
        try shelf.put("a", extra: ["source": sources])
        try await Rollup(of: shelf.url, as: [.csv]).rebuild()
        let rows = try CSVReader.rows(try shelf.text("results.csv").replacing("\u{FEFF}", with: ""))
        #expect(rows[1].contains("a.jpg; a.wav"))
        #expect(rows[1].contains("1; 2"))
    }

    @Test func aFolderWithoutRecordsStaysAsItIs() async throws {
        try shelf.folder.write("a photo", to: "out/a.jpg")
        let report = try await Rollup(of: shelf.url).rebuild()
        #expect(report.records == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: shelf.url.path) == ["a.jpg"])
    }

    @Test func draftsOfAProcessThatWasKilledAreSweptAway() async throws {
        try shelf.put("a.png")
        try shelf.folder.write("half", to: "out/.sluice/rollups/.draft")
        try await Rollup(of: shelf.url).rebuild()
        #expect(try FileManager.default.contentsOfDirectory(atPath: shelf.url.path + "/.sluice/rollups").isEmpty)
    }

    @Test func whoRebuildsTogetherLeavesWholeFiles() async throws {
        for number in 0..<50 { try shelf.put("\(number).png", data: ["n": number.json]) }
        try await withThrowingTaskGroup { tasks in
            for _ in 0..<4 { tasks.addTask { _ = try await Rollup(of: shelf.url).rebuild() } }
            try await tasks.waitForAll()
        }
        #expect(try shelf.text("results.jsonl").split(separator: "\n").count == 50)
        #expect(try CSVReader.rows(try shelf.text("results.csv")).count == 51)
    }
}

import Foundation
import StructuredJSON
import TestSupport
import Testing

struct InspectTests {
    let folder = TemporaryFolder()

    private func inspect(_ arguments: String...) async throws -> Program.Result {
        try await sluice.run(["inspect"] + arguments, in: folder.url)
    }

    @Test func whatIsNoFileDoesNotHideTheOthers() async throws {
        try folder.write(pixel, to: "a.png")
        try folder.write(pixel, to: "b.png")
        unsafe mkfifo((folder / "pipe").path, 0o600)
        let result = try await inspect("--json", "a.png", "pipe", "missing", "b.png")
        #expect(result.code == 1)
        let lines = try result.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(lines.map { $0["path"] } == ["a.png", "pipe", "missing", "b.png"])
        #expect(lines.map { $0["mime_type"] } == ["image/png", .null, .null, "image/png"])
        #expect(lines[1]["reason"]?.string?.contains("neither a file nor a folder") == true)
    }

    @Test func everyLineHasTheSameKeys() async throws {
        try folder.write(pixel, to: "in/a.png")
        try folder.write("words\n", to: "in/b.txt")
        try folder.write(Data([0x50, 0x36]) + Data(" 1 1 255\nabc".utf8), to: "in/c.ppm")
        let result = try await inspect("in", "--json")
        #expect(result.code == 0)
        let lines = try result.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(lines.count == 3)
        for line in lines {
            let keys = line.object.map { Array($0.keys) }
            #expect(
                keys == [
                    "path", "detected_mime_type", "mime_type", "modality", "extension_mime_type", "disagreement",
                    "repair", "reason", "facts", "notes",
                ]
            )
        }
        #expect(lines[0]["facts"]?["width"] == 1)
        #expect(lines[1]["facts"] == .null)
        #expect(lines[2]["mime_type"] == .null)
        #expect(lines[2]["reason"]?.string?.contains("ffmpeg") == true)
    }

    @Test func textInAnEncodingThatIsNotKnownCannotBeSent() async throws {
        // In no encoding are there words of one alphabet in it.
        let bytes: [UInt8] = [
            0x61, 0x61, 0x81, 0x61, 0x20, 0x9D, 0x61, 0x61, 0x20, 0xD8, 0x62, 0x62, 0x20, 0xDA, 0x42, 0x42, 0xFF, 0x51,
            0xA0, 0x0A,
        ]
        try folder.write(Data(bytes), to: "in/a.txt")
        try folder.write("plain\n", to: "in/b.txt")
        let result = try await inspect("in")
        #expect(result.output.contains("iconv"), "\(result.output)")
        #expect(result.errors.contains("2 files · 1 can be sent · 1 cannot"))
        let plan = try await sluice.run(["plan", "extract-documents", "in", "--json"], in: folder.url)
        let json = try JSONValue(parsing: plan.output)
        #expect(json["totals"]?["failed"] == 1)
        #expect(json["totals"]?["pending"] == 1)
    }

    @Test func aGuessAtAnEncodingIsShown() async throws {
        // Cyrillic letters of KOI8-R.
        try folder.write(
            Data([0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4, 0x2C, 0x20, 0xCD, 0xC9, 0xD2, 0x0A]),
            to: "in/a.txt"
        )
        #expect(try await inspect("in").output.contains("read as koi8-r, a guess"))
        let plan = try await sluice.run(["plan", "extract-documents", "in"], in: folder.url)
        #expect(plan.output.contains("read as koi8-r, a guess"), "\(plan.output)")
    }

    @Test func theTableSaysWhatTheNameClaimsAndWhatWasDecided() async throws {
        try folder.write(pixel, to: "in/liar.mp3")
        try folder.write(Data(count: 40) + Data("caff".utf8), to: "in/zeros.bin")
        let result = try await inspect("in")
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("KIND"))
        #expect(result.output.contains("1 × 1"))
        #expect(result.output.contains("its name says audio/mpeg"))
        #expect(result.output.contains("cannot be sent"))
        #expect(result.errors.contains("2 files · 1 can be sent · 1 cannot · 1 named as something else"))
    }
}

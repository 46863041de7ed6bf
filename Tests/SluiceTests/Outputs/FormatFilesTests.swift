import Foundation
import GeminiEmulator
import Sluice
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct FormatFilesTests {
    let desk = Desk()

    private static func recipe(_ output: String) -> String {
        Desk.describing(schema: "title, alt_text, tags [string]", extra: "output: \(output)")
    }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: (desk.folder / "out/\(name)").path)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: desk.folder / "out/\(name)", encoding: .utf8)
    }

    @Test func everyFormatStandsBesideTheRecord() async throws {
        try desk.write(.png(1), to: "in/trip/cat.png")
        _ = try await desk.run(Self.recipe("{formats: [json, txt, md, xmp, srt]}"))
        #expect(["json", "txt", "md", "xmp"].allSatisfy { exists("trip/cat.png.\($0)") })
        #expect(!exists("trip/cat.png.srt"))
    }

    @Test func anotherFormatAsksNothingAgain() async throws {
        try desk.write(.png(1), to: "in/cat.png")
        _ = try await desk.run(Self.recipe("{formats: [json]}"))
        #expect(!exists("cat.png.txt"))
        let summary = try await desk.run(Self.recipe("{formats: [json, txt]}"))
        #expect(summary.upToDate == 1)
        #expect(desk.generations == 1)
        #expect(exists("cat.png.txt"))
    }

    @Test func anotherTemplateWritesTheFileAgainFromTheRecord() async throws {
        try desk.write(.png(1), to: "in/cat.png")
        _ = try await desk.run(Self.recipe("{formats: [txt], template: \"one {{file.name}}\"}"))
        #expect(try text("cat.png.txt") == "one cat.png\n")
        _ = try await desk.run(Self.recipe("{formats: [txt], template: \"two {{file.name}}\"}"))
        #expect(try text("cat.png.txt") == "two cat.png\n")
        #expect(desk.generations == 1)
    }

    @Test func aFormatThatIsAskedForNoMoreDoesNotKeepAnOldAnswer() async throws {
        try desk.write(.png(1), to: "in/cat.png")
        try desk.write(.png(2), to: "in/dog.png")
        _ = try await desk.run(Self.recipe("{formats: [json, txt, md]}"))
        try desk.write("by hand", to: "out/cat.png.md")
        var options = RunOptions()
        options.force = true
        _ = try await desk.run(Self.recipe("{formats: [json]}"), options: options)
        #expect(!exists("cat.png.txt"))
        #expect(!exists("dog.png.md"))
        #expect(try text("cat.png.md") == "by hand")
    }

    @Test func whatSomebodyWroteIntoAFileStays() async throws {
        try desk.write(.png(1), to: "in/cat.png")
        let recipe = Self.recipe("{formats: [txt]}")
        _ = try await desk.run(recipe)
        try desk.write("by hand", to: "out/cat.png.txt")
        _ = try await desk.run(recipe)
        #expect(try text("cat.png.txt") == "by hand")
    }

    @Test func anItemThatFailsLeavesNoOldFormatBehind() async throws {
        try desk.write(.png(1), to: "in/cat.png")
        let recipe = Self.recipe("{formats: [txt]}")
        _ = try await desk.run(recipe)
        #expect(exists("cat.png.txt"))
        try desk.write("", to: "in/cat.png")
        _ = try await desk.run(recipe)
        #expect(exists("cat.png.json"))
        #expect(!exists("cat.png.txt"))
    }

    @Test func aFileOfSomebodyElseIsNotRemoved() async throws {
        try desk.write("", to: "in/cat.png")
        try desk.write("mine", to: "out/cat.png.txt")
        _ = try await desk.run(Self.recipe("{formats: [txt]}"))
        #expect(try text("cat.png.txt") == "mine")
    }

    @Test func aLongNameIsShortenedLikeTheRecords() async throws {
        let name = String(repeating: "ä", count: 125) + ".png"
        try desk.write(.png(1), to: "in/\(name)")
        _ = try await desk.run(Self.recipe("{formats: [txt, xmp]}"))
        let names = try FileManager.default.contentsOfDirectory(atPath: (desk.folder / "out").path)
        let stems = Set(names.filter { $0 != ".sluice" }.map { ($0 as NSString).deletingPathExtension })
        #expect(names.count == 4)
        #expect(stems.count == 1)
    }
}

import Foundation
import Sluice
import SluiceLedger
import Synchronization
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// What the second run does.
struct RerunTests {
    let desk = Desk()

    @Test func aRecordThatWasEditedByHandIsMadeAnew() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write(.png(2), to: "in/b.png")
        _ = try await desk.run()
        let record = desk.folder / "out/a.png.json"
        let text = try String(contentsOf: record, encoding: .utf8)
        try Data(text.replacing("completed", with: "COMPLETED").utf8).write(to: record)
        let summary = try await desk.run()
        #expect(summary.completed == 1)
        #expect(summary.upToDate == 1)
        #expect(try desk.record("a.png.json")["status"] == "completed")
    }

    @Test func aCopyOfTheOutputFolderIsAsGoodAsTheFolder() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        try FileManager.default.copyItem(at: desk.folder / "out", to: desk.folder / "copy")
        #expect(try await desk.run(output: "copy").upToDate == 1)
        #expect(desk.generations == 1)
    }

    @Test func aRenamedFileKeepsItsAnswer() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        try FileManager.default.moveItem(at: desk.folder / "in/a.png", to: desk.folder / "in/z.png")
        let summary = try await desk.run()
        #expect(summary.completed == 1)
        #expect(desk.generations == 1)
        let record = try desk.record("z.png.json")
        #expect(record["reused_from"] == "a.png.json")
        #expect(record["source"]?[0]?["path"] == "z.png")
        #expect(record["output"] == (try desk.record("a.png.json"))["output"])
        #expect(record["attempts"] == 0)
        #expect(record["usage"] == .null)
        #expect(try await desk.run().upToDate == 1)
    }

    @Test func aRenamedFileIsAskedAboutWhereThePromptNamesIt() async throws {
        let recipe = Desk.describing(prompt: "What is {{file.name}}?")
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run(recipe)
        try FileManager.default.moveItem(at: desk.folder / "in/a.png", to: desk.folder / "in/z.png")
        _ = try await desk.run(recipe)
        #expect(desk.generations == 2)
    }

    @Test func theSameBytesTwiceInOneFolderCostOneCall() async throws {
        for name in ["a", "b", "trip/c", "trip/d"] { try desk.write(.png(1), to: "in/\(name).png") }
        try desk.write(.png(2), to: "in/other.png")
        let summary = try await desk.run()
        #expect(summary.completed == 5)
        #expect(desk.generations == 2)
        let taken = try desk.records().compactMap { try desk.record($0)["usage"]?["total_tokens"]?.number?.int }
        #expect(taken.count == 2)
        #expect(summary.usage?.totalTokens == taken.reduce(0, +))
        #expect(try await RunStatus(of: desk.folder / "out").tokens.total == taken.reduce(0, +))
        let texts = try ["a", "b", "trip/c", "trip/d"].map { try desk.record("\($0).png.json")["output"] }
        #expect(Set(texts).count == 1)
        #expect(try await desk.run().upToDate == 5)
    }

    @Test func copiesOfWhatFailsForGoodFailWithoutAnotherCall() async throws {
        for name in ["a", "b", "c"] { try desk.write(.png(1), to: "in/\(name).png") }
        let service = ScriptedTransport(
            json: #"{"status": "failed", "errors": [{"code": "safety", "message": "No."}]}"#
        )
        let gemini = GeminiClient(key: "k", transport: service, retry: .never)
        let summary = try await desk.run(Desk.describing(extra: "media: {inline: always}"), using: gemini)
        #expect(summary.failures.map(\.error.kind) == ["blocked", "blocked", "blocked"])
        #expect(service.sent.count == 1)
    }

    @Test func forceAsksOnceForCopiesToo() async throws {
        for name in ["a", "b"] { try desk.write(.png(1), to: "in/\(name).png") }
        _ = try await desk.run()
        var options = RunOptions()
        options.force = true
        options.concurrency = 1
        #expect(try await desk.run(options: options).completed == 2)
        #expect(desk.generations == 2)
    }

    @Test func aRecordThatWasWrittenAndNotNotedIsTakenOver() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        // As a kill between the two steps leaves it.
        for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] {
            try? FileManager.default.removeItem(at: desk.folder / "out/.sluice/\(name)")
        }
        #expect(try await desk.run().upToDate == 1)
        #expect(try await desk.run().upToDate == 1)
        #expect(desk.generations == 1)
    }

    @Test func aRecordOfAnotherQuestionIsNotTakenOver() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        try FileManager.default.removeItem(at: desk.folder / "out/.sluice")
        _ = try await desk.run(Desk.describing(prompt: "Another question"))
        #expect(desk.generations == 2)
    }

    @Test func retryFailedTakesOnlyWhatFailed() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write("", to: "in/bad.png")
        _ = try await desk.run()
        try desk.write(.png(2), to: "in/bad.png")
        try desk.write(.png(3), to: "in/new.png")
        var options = RunOptions()
        options.retryFailed = true
        let summary = try await desk.run(options: options)
        #expect(summary.completed == 1)
        #expect(summary.total == 1)
        #expect(try desk.records() == ["a.png.json", "bad.png.json"])
    }

    @Test func onlyTakesWhatMatches() async throws {
        for name in ["a.png", "trip/b.png", "trip/c.png"] {
            try desk.write(.png(UInt8(name.utf8.count)), to: "in/\(name)")
        }
        try desk.write(.png(77), to: "in/trip/c.png")
        var options = RunOptions()
        options.only = [try Glob("trip/*")]
        #expect(try await desk.run(options: options).completed == 2)
        #expect(try desk.records() == ["trip/b.png.json", "trip/c.png.json"])
    }

    @Test func whatWasLeftOutIsRememberedWithItsReason() async throws {
        try desk.write("some words", to: "in/notes.txt")
        let recipe = Desk.describing(extra: "select: {modalities: [image]}")
        let first = try await desk.run(recipe)
        let second = try await desk.run(recipe)
        #expect(first.skipped == second.skipped)
        #expect(first.skipped.count == 1)
        // Another choice of kinds is another question.
        #expect(try await desk.run(Desk.describing(extra: "select: {modalities: [text]}")).completed == 1)
    }

    @Test func anUnchangedFileIsNotReadAgain() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        let ledger = try Ledger(at: desk.folder / "out/.sluice/ledger.sqlite")
        var entry = try #require(try await ledger.entry(for: "a.png"))
        #expect(entry.parts != nil)
        #expect(entry.record != nil)
        #expect(entry.bytes > 0)
        #expect(entry.attempts == 1)
        #expect((entry.tokens?.total ?? 0) > 0)
        // As if it had been run longer after the file was written than the slowest clock ticks.
        let file = DiscoveredFile(
            path: (desk.folder / "in/a.png").path,
            root: (desk.folder / "in").path,
            rootName: "in",
            relativePath: "a.png"
        )
        let group = InputGroup(name: "a.png", files: [file], outputPath: "a.png")
        let recipe = try Recipe(yaml: Desk.describing(), file: "test.yaml")
        entry.sources = SourceStamp(group, rules: recipe.readingRules)?.text
        try await ledger.record([entry])
        #expect(try await taken() == [])
        try FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: file.path)
        #expect(try await taken() == ["a.png"])
        #expect(desk.generations == 1)
    }

    /// The items that a further run looks into.
    private func taken() async throws -> [String] {
        let names = Mutex<[String]>([])
        _ = try await desk.run { event in
            if case .started(let name) = event { names.withLock { $0.append(name) } }
        }
        return names.withLock(\.self)
    }

    @Test func aSecondRunMayWaitForTheFirst() async throws {
        for number in 0..<3 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        var options = RunOptions()
        options.waits = true
        async let first = desk.run(options: options)
        async let second = desk.run(options: options)
        let sums = try await [first, second].map { $0.completed + $0.upToDate }
        #expect(sums == [3, 3])
        #expect(desk.generations == 3)
    }
}

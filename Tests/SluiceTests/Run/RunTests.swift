import Foundation
import GeminiEmulator
import Sluice
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct RunTests {
    let desk = Desk()

    @Test func writesOneRecordAFileInATreeLikeTheInputs() async throws {
        try desk.write(.png(1), to: "in/cat.png")
        try desk.write(.png(2), to: "in/trip/day 1/dog.png")
        let summary = try await desk.run()
        #expect(summary.completed == 2)
        #expect(summary.failures.isEmpty)
        #expect(try desk.records() == ["cat.png.json", "trip/day 1/dog.png.json"])
        let record = try desk.record("trip/day 1/dog.png.json")
        #expect(record["status"] == "completed")
        #expect(record["source"]?[0]?["path"] == "trip/day 1/dog.png")
        #expect(record["source"]?[0]?["mime_type"] == "image/png")
        #expect(record["output"]?["text"]?.string?.isEmpty == false)
        #expect(record["usage"]?["total_tokens"]?.number != nil)
        #expect(record["uploads"]?[0]?["name"]?.string?.hasPrefix("files/") == true)
        #expect(record["attempts"] == 1)
    }

    @Test func everyRecordMatchesThePublishedSchema() async throws {
        try desk.write(.png(1), to: "in/cat.png")
        try desk.write("", to: "in/empty.png")
        _ = try await desk.run(Desk.describing(schema: "title, tags [string]"))
        let schema = try JSONSchema(Record.schema)
        for name in try desk.records() {
            #expect(schema.violations(of: try desk.record(name)).isEmpty, "\(name)")
        }
        #expect(try desk.records().count == 2)
    }

    @Test func oneBadFileDoesNotStopTheRest() async throws {
        for number in 0..<8 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        try desk.write("", to: "in/bad.png")
        let summary = try await desk.run()
        #expect(summary.completed == 8)
        #expect(summary.failures.map(\.name) == ["bad.png"])
        #expect(summary.failures.first?.error.kind == "empty_file")
        let record = try desk.record("bad.png.json")
        #expect(record["status"] == "failed")
        #expect(record["error"]?["kind"] == "empty_file")
        #expect(record["output"] == .null)
    }

    @Test func whatIsDoneIsNotAskedAgain() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        let asked = desk.generations
        let summary = try await desk.run()
        #expect(summary.upToDate == 1)
        #expect(desk.generations == asked)
    }

    @Test func whatChangedIsAskedAgainAndNothingElse() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write(.png(2), to: "in/b.png")
        _ = try await desk.run()
        try desk.write(.png(3), to: "in/b.png")
        let summary = try await desk.run()
        #expect(summary.completed == 1)
        #expect(summary.upToDate == 1)
        #expect(desk.generations == 3)
    }

    @Test func anotherPromptAsksEverythingAgain() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run(Desk.describing(prompt: "What is it?"))
        _ = try await desk.run(Desk.describing(prompt: "What is it, really?"))
        #expect(desk.generations == 2)
    }

    @Test func aRecordThatWasDeletedIsMadeAnew() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        try FileManager.default.removeItem(at: desk.folder / "out/a.png.json")
        #expect(try await desk.run().completed == 1)
        #expect(try desk.records() == ["a.png.json"])
    }

    @Test func forceAsksAgain() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        var options = RunOptions()
        options.force = true
        #expect(try await desk.run(options: options).completed == 1)
    }

    @Test func theLimitIsTheNumberOfItemsTaken() async throws {
        for number in 0..<5 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        var options = RunOptions()
        options.limit = 2
        #expect(try await desk.run(options: options).total == 2)
        #expect(try desk.records() == ["0.png.json", "1.png.json"])
        #expect(try await desk.run(options: options).upToDate == 2)
    }

    @Test func whatTheRecipeIsNotForDoesNotCountAgainstTheLimit() async throws {
        for number in 0..<20 { try desk.write("words \(number)", to: "in/a\(number).txt") }
        for number in 0..<5 { try desk.write(.png(UInt8(number)), to: "in/b\(number).png") }
        let recipe = Desk.describing(extra: "select: {modalities: [image]}")
        var options = RunOptions()
        options.limit = 3
        for round in 0..<2 {
            var planned = 0
            try await desk.prepared(recipe, options: options).forecast { forecast in
                if case .skipped = forecast.fate {} else { planned += 1 }
            }
            #expect(planned == 3)
            let summary = try await desk.run(recipe, options: options)
            #expect(summary.completed + summary.upToDate == 3)
            #expect(summary.skipped.count == 20)
            #expect(summary.completed == (round == 0 ? 3 : 0))
        }
        #expect(try desk.records() == ["b0.png.json", "b1.png.json", "b2.png.json"])
        options.limit = 100
        #expect(try await desk.run(recipe, options: options).total == 25)
    }

    @Test func theFirstFailureTakesNoFurtherCallWithIt() async throws {
        for number in 0..<20 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        let service = ScriptedTransport { _, _ in (400, [:], #"{"error":{"code":"invalid_request","message":"No."}}"#) }
        var options = RunOptions()
        options.failFast = true
        options.concurrency = 1
        let client = GeminiClient(key: "k", transport: service, retry: .never)
        let recipe = Desk.describing(extra: "media: {inline: always}")
        let summary = try await desk.run(recipe, options: options, using: client)
        #expect(summary.stop == .failure)
        #expect(service.sent.count == 1)
        #expect(summary.failures.count == 1)
    }

    @Test func uploadsAreDeletedAfterTheRunUnlessTheyAreToStay() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        #expect(try await desk.storedFiles() == 0)
        try desk.write(.png(2), to: "in/b.png")
        _ = try await desk.run(Desk.describing(extra: "uploads: {keep: 48h}"))
        #expect(try await desk.storedFiles() == 1)
    }

    @Test func uploadsAreDeletedWhenTheTaskIsCancelled() async throws {
        for number in 0..<40 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        var options = RunOptions()
        options.concurrency = 2
        let run = Task { try await desk.run(options: options) }
        try await eventually("the first answer") { desk.generations > 0 }
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(desk.generations < 40)
        #expect(try await desk.storedFiles() == 0)
    }

    @Test func whatTheRecipeIsNotForIsSkippedWithAReason() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write("some words", to: "in/notes.txt")
        try desk.write(Data([0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)), to: "in/box.zip")
        let summary = try await desk.run(Desk.describing(extra: "select: {modalities: [image]}"))
        #expect(summary.completed == 1)
        #expect(summary.failures.isEmpty)
        #expect(Set(summary.skipped.map(\.name)) == ["notes.txt", "box.zip"])
        #expect(summary.skipped.allSatisfy { !$0.reason.isEmpty })
        #expect(try desk.records() == ["a.png.json"])
    }

    @Test func aFileInsideTheOutputFolderIsNoInput() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run(output: "in/out")
        try desk.write(.png(2), to: "in/out/stray.png")
        let summary = try await desk.run(output: "in/out")
        #expect(summary.total == 1)
    }

    @Test func theOutputFolderMayNotBeTheInputFolder() async throws {
        try desk.write(.png(1), to: "in/a.png")
        let error = await #expect(throws: ItemError.self) { try await desk.run(output: "in") }
        #expect(error?.message.contains("output folder") == true)
    }

    @Test func theOutputFolderIsKnownThroughALink() async throws {
        try desk.write(.png(1), to: "in/a.png")
        let link = desk.folder / "link"
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: desk.folder / "in")
        await #expect(throws: ItemError.self) { try await desk.run(over: [link.path], output: "in") }
    }

    @Test(.enabled("the file system tells them apart") { TemporaryFolder().tellsComposedFromDecomposed })
    func namesThatOnlyLookAlikeAreTwo() async throws {
        let inputs = ["\u{107}", "c\u{301}"].map { (desk.folder / "in").path + "/\($0).png" }
        try desk.write(.png(0), to: "in/x.png")
        for path in inputs { try Sample.png(UInt8(path.utf8.count % 256)).data.write(to: URL(fileURLWithPath: path)) }
        #expect(try await desk.run(over: inputs).completed == 2)
    }

    @Test func twoInputsWithOneOutputAreRefusedBeforeAnythingIsSpent() async throws {
        let a = try desk.write(.png(1), to: "in/a/cat.png")
        let b = try desk.write(.png(2), to: "in/b/cat.png")
        let error = await #expect(throws: ItemError.self) { try await desk.run(over: [a.path, b.path]) }
        #expect(error?.message.contains("cat.png.json") == true)
        #expect(desk.generations == 0)
    }

    @Test func severalFoldersKeepTheirNames() async throws {
        try desk.write(.png(1), to: "in/a/cat.png")
        try desk.write(.png(2), to: "in/b/cat.png")
        _ = try await desk.run(over: [(desk.folder / "in/a").path, (desk.folder / "in/b").path])
        #expect(try desk.records() == ["a/cat.png.json", "b/cat.png.json"])
    }

    @Test(arguments: [
        "with space", "quo'te\"s", "new\nline", "per%20cent", "émoji 😀", "東京", "a{{file.path}}b", "-dash",
    ])
    func anyNameWillDo(name: String) async throws {
        try desk.write(.png(1), to: "in/\(name).png")
        let summary = try await desk.run(Desk.describing(prompt: "What is {{file.name}}?"))
        #expect(summary.completed == 1)
        #expect(try desk.records() == ["\(name).png.json"])
        #expect(try desk.record("\(name).png.json")["source"]?[0]?["path"] == .string("\(name).png"))
    }

    @Test func aNameOf255BytesIsCutForItsRecord() async throws {
        let names = ["a", "b"].map { String(repeating: "x", count: 250) + $0 + ".png" }
        for (number, name) in names.enumerated() { try desk.write(.png(UInt8(number)), to: "in/\(name)") }
        let summary = try await desk.run()
        #expect(summary.completed == 2)
        let records = try desk.records()
        #expect(records.count == 2)
        #expect(records.allSatisfy { $0.utf8.count <= 255 && $0.hasSuffix(".json") })
        #expect(try Set(records.map { try desk.record($0)["source"]?[0]?["path"]?.string }) == Set(names))
    }

    @Test func aPhotoAndItsVoiceNoteAreOneRequest() async throws {
        try desk.write(.png(1), to: "in/IMG_1.png")
        try desk.write(.wav, to: "in/IMG_1.wav")
        let summary = try await desk.run(Desk.describing(extra: "select: {group_by: stem}"))
        #expect(summary.completed == 1)
        #expect(desk.generations == 1)
        let record = try desk.record("IMG_1.json")
        #expect(record["source"]?.array?.count == 2)
        #expect(record["uploads"]?.array?.count == 2)
    }

    @Test func textFilesTravelInsideTheRequest() async throws {
        try desk.write("the quick brown fox", to: "in/note.md")
        let summary = try await desk.run()
        #expect(summary.completed == 1)
        #expect(try desk.record("note.md.json")["uploads"] == [])
    }

    @Test func inlineAlwaysUploadsNothing() async throws {
        try desk.write(.png(1), to: "in/a.png")
        let summary = try await desk.run(Desk.describing(extra: "media: {inline: always}"))
        #expect(summary.completed == 1)
        #expect(try desk.record("a.png.json")["uploads"] == [])
    }

    @Test(arguments: ["stateless", "stored"])
    func laterTurnsKnowTheEarlierOnes(conversation: String) async throws {
        try desk.write(.png(1), to: "in/a.png")
        let recipe = """
            sluice: 1
            name: two-turns
            model: gemini-3.5-flash
            conversation: \(conversation)
            store: \(conversation == "stored")
            turns:
              - input: [{text: "First question"}, {media: files}]
              - input: [{text: "Second question, after: {{previous.text}}"}]
            """
        let summary = try await desk.run(recipe)
        #expect(summary.completed == 1)
        let record = try desk.record("a.png.json")
        #expect(record["turns"]?.array?.count == 2)
        #expect(record["output"]?["text"] == record["turns"]?[1]?["text"])
        #expect(record["attempts"] == 2)
    }

    @Test func anOutputFolderThatCannotBeWrittenIsFoundBeforeAnythingIsSpent() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write("a file", to: "taken")
        let error = await #expect(throws: ItemError.self) { try await desk.run(output: "taken") }
        #expect(error?.kind == "unwritable")
        #expect(desk.generations == 0)
    }

    @Test func aSecondRunOnTheSameFolderIsToldWhoHoldsIt() async throws {
        try desk.write(.png(1), to: "in/a.png")
        let (told, tell) = AsyncStream.makeStream(of: ItemError?.self)
        _ = try await desk.run { event in
            guard case .started = event else { return }
            // Inside the first run, another one tries the same folder.
            do throws(ItemError) {
                _ = try OutputLock((desk.folder / "out").appending(path: ".sluice/lock"))
                tell.yield(nil)
            } catch {
                tell.yield(error)
            }
        }
        tell.finish()
        var errors: [ItemError?] = []
        for await error in told { errors.append(error) }
        #expect(errors.first??.kind == "busy")
        #expect(errors.first??.message.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
        #expect(try await desk.run().upToDate == 1)
    }

    @Test func whatAKilledRunHadBegunToWriteIsCleared() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write("half a rec", to: "out/.sluice/drafts/left-over")
        _ = try await desk.run()
        let drafts = desk.folder / "out/.sluice/drafts"
        #expect(try FileManager.default.contentsOfDirectory(atPath: drafts.path).isEmpty)
    }

    @Test func anEmptyFolderIsNothingToDo() async throws {
        try FileManager.default.createDirectory(at: desk.folder / "in", withIntermediateDirectories: true)
        let summary = try await desk.run()
        #expect(summary.total == 0)
    }

    @Test func aBrokenLinkAndAFolderNamedLikeAnImageLeaveTheRestAlone() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write(.png(2), to: "in/album.jpg/b.png")
        try FileManager.default.createSymbolicLink(
            at: desk.folder / "in/gone.png",
            withDestinationURL: desk.folder / "nowhere.png"
        )
        let summary = try await desk.run()
        #expect(summary.completed == 2)
        #expect(summary.problems.map(\.name).allSatisfy { $0.hasSuffix("gone.png") })
        #expect(summary.problems.count == 1)
    }

    @Test func stoppingInOrderFinishesWhatIsUnderWayAndTheNextRunDoesTheRest() async throws {
        for number in 0..<30 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        let control = RunControl()
        let summary = try await desk.run(control: control) { event in
            if case .finished = event { control.stop() }
        }
        #expect(summary.stop == .requested)
        #expect(summary.completed < 30)
        #expect(summary.failures.isEmpty)
        let rest = try await desk.run()
        #expect(rest.completed + rest.upToDate == 30)
        #expect(rest.upToDate == summary.completed)
        #expect(desk.generations == 30)
    }
}

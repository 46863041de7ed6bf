import Foundation
import Sluice
import TestSupport
import Testing

/// Places in the output folder that cannot be written to: each is one item's failure, and nothing that was paid for is lost.
struct OutputObstacleTests {
    let desk = Desk()
    private let recipe = Desk.describing(extra: "output: {formats: [txt, md]}")

    private func make(_ folder: String) throws {
        try FileManager.default.createDirectory(at: desk.folder / folder, withIntermediateDirectories: true)
    }

    private func remove(_ path: String) throws { try FileManager.default.removeItem(at: desk.folder / path) }

    @Test(arguments: ["a.png.json", "a.png.txt", "a.png.md"])
    func aFolderBesideThatIsNamedLikeAnOutputIsOneItemsFailureBeforeItIsPaidFor(name: String) async throws {
        try desk.write(.png(1), to: "in/col/a.png")
        try desk.write(.png(2), to: "in/col/\(name)/b.png")
        try desk.write(.png(3), to: "in/c.png")
        for _ in 0..<2 {
            let summary = try await desk.run(recipe)
            #expect(summary.completed + summary.upToDate == 2)
            #expect(summary.failures.count + summary.problems.count == 1)
        }
        #expect(desk.generations == 2)
    }

    @Test(arguments: ["out/d/a.png.json", "out/d/a.png.txt", "out/d/a.png.md"])
    func aFolderInThePlaceOfAFileIsToldUntilItIsGone(place: String) async throws {
        try desk.write(.png(1), to: "in/d/a.png")
        try desk.write(.png(2), to: "in/b.png")
        try make(place)
        for _ in 0..<2 {
            let summary = try await desk.run(recipe)
            #expect(summary.failures.map(\.error.kind) == ["unwritable"])
            #expect(summary.stop == nil)
        }
        #expect(desk.generations == 1)
        try remove(place)
        #expect(try await desk.run(recipe).failures.isEmpty)
        #expect(desk.generations == 2)
        #expect(FileManager.default.fileExists(atPath: (desk.folder / place).path))
    }

    @Test func aFileWhereAFolderMustBeIsToldUntilItIsGone() async throws {
        try desk.write(.png(1), to: "in/d/a.png")
        try desk.write(.png(2), to: "in/b.png")
        try desk.write("in the way", to: "out/d")
        for _ in 0..<2 { #expect(try await desk.run(recipe).failures.map(\.name) == ["d/a.png"]) }
        #expect(desk.generations == 1)
        try remove("out/d")
        #expect(try await desk.run(recipe).failures.isEmpty)
        #expect(desk.generations == 2)
    }

    @Test func aFormatThatWasBlockedLaterIsWrittenFromTheRecordOnceThereIsRoom() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        try make("out/a.png.txt")
        for _ in 0..<2 { #expect(try await desk.run(recipe).failures.map(\.name) == ["a.png"]) }
        try remove("out/a.png.txt")
        #expect(try await desk.run(recipe).failures.isEmpty)
        #expect(desk.generations == 1)
        #expect(try String(contentsOf: desk.folder / "out/a.png.txt", encoding: .utf8).isEmpty == false)
    }

    @Test func anAnswerThatCannotBePutInItsPlaceIsKeptForTheNextRun() async throws {
        try desk.write(.png(1), to: "in/d/a.png")
        let folder = desk.folder
        // The place is taken while the question is asked.
        let summary = try await desk.run { event in
            guard case .uploading = event else { return }
            try? FileManager.default.createDirectory(at: folder / "out/d/a.png.json", withIntermediateDirectories: true)
        }
        try #require(FileManager.default.fileExists(atPath: (folder / "out/d/a.png.json").path))
        #expect(summary.failures.map(\.error.kind) == ["unwritable"])
        #expect(try await desk.run().failures.count == 1)
        try remove("out/d/a.png.json")
        #expect(try await desk.run().failures.isEmpty)
        #expect(desk.generations == 1)
        #expect(try desk.record("d/a.png.json")["status"] == "completed")
    }

    @Test func aLinkInsideTheOutputFolderIsNotFollowed() async throws {
        try desk.write(.png(1), to: "in/d/a.png")
        try make("elsewhere")
        try make("out")
        try FileManager.default.createSymbolicLink(
            at: desk.folder / "out/d",
            withDestinationURL: desk.folder / "elsewhere"
        )
        let summary = try await desk.run(recipe)
        #expect(summary.failures.map(\.error.kind) == ["unwritable"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: (desk.folder / "elsewhere").path).isEmpty)
        #expect(desk.generations == 0)
    }

    @Test func theOutputFolderItselfMayBeALink() async throws {
        try desk.write(.png(1), to: "in/d/a.png")
        try make("real")
        try FileManager.default.createSymbolicLink(at: desk.folder / "out", withDestinationURL: desk.folder / "real")
        #expect(try await desk.run(recipe).completed == 1)
        #expect(FileManager.default.fileExists(atPath: (desk.folder / "real/d/a.png.txt").path))
    }

    @Test func equalContentsShareTheAnswerThoughOneHasNoPlace() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write(.png(1), to: "in/b.png")
        try make("out/a.png.txt")
        let summary = try await desk.run(recipe)
        #expect((summary.completed, summary.failures.count) == (1, 1))
        #expect(desk.generations == 1)
    }

    @Test func theSamePathTwiceIsOneItem() async throws {
        try desk.write(.png(1), to: "in/a/x.png")
        let a = (desk.folder / "in/a").path
        let summary = try await desk.run(over: [a, "\(a)/x.png", a])
        #expect(summary.completed == 1)
        #expect(summary.omissions.count == 2)
    }

    @Test func namesOfOneStemThatDifferInFormOrLetterCaseAreOneGroup() async throws {
        try #require(desk.folder.tellsComposedFromDecomposed)
        let recipe = Desk.describing(extra: "select: {group_by: stem}")
        try desk.write(.png(1), to: "in/B\u{E4}r.png")
        try desk.write("a note", to: "in/Ba\u{308}r.txt")
        try desk.write(.png(2), to: "in/IMG_1.PNG")
        try desk.write("another", to: "in/img_1.txt")
        try desk.write(.png(3), to: "in/x.png")
        try desk.write(.png(4), to: "in/X.png")
        let summary = try await desk.run(recipe)
        #expect(summary.completed == 4)
    }

    /// A file system that does not tell letter case apart finds the state's folder under this name, too.
    @Test func whereCaseIsFoldedNamesThatDifferInCaseAloneAreOneItemsFailureBeforeItIsPaidFor() async throws {
        try make("out/.SLUICE")
        for (number, name) in ["a.png", "A.PNG", "b.png"].enumerated() {
            try desk.write(.png(UInt8(number)), to: "in/\(name)")
        }
        for _ in 0..<2 {
            let summary = try await desk.run(recipe)
            #expect(summary.completed + summary.upToDate == 2)
            #expect(summary.failures.map(\.error.kind) == ["unwritable"])
            #expect(summary.failures.first?.error.message.contains("a.png") == true)
        }
        #expect(desk.generations == 2)
    }
}

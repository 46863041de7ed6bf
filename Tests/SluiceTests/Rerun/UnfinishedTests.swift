import Foundation
import Sluice
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// Answers that came, were written, and were not yet in their places when the process was killed.
struct UnfinishedTests {
    let desk = Desk()

    /// Leaves everything as a run does that is killed right after it has written a record.
    private func killedRun(leaving bytes: ((Data) -> Data)? = nil) async throws -> Data {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        let record = desk.folder / "out/a.png.json"
        let whole = try Data(contentsOf: record)
        for name in ["a.png.json", ".sluice/ledger.sqlite"] {
            try FileManager.default.removeItem(at: desk.folder / "out/\(name)")
        }
        try (bytes?(whole) ?? whole).write(to: desk.folder / "out/.sluice/drafts/draft")
        return whole
    }

    private func drafts() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: (desk.folder / "out/.sluice/drafts").path)
    }

    @Test func areNotPaidForAgain() async throws {
        let whole = try await killedRun()
        let summary = try await desk.run()
        #expect(summary.upToDate == 1)
        #expect(desk.generations == 1)
        #expect(try Data(contentsOf: desk.folder / "out/a.png.json") == whole)
        #expect(try drafts().isEmpty)
        #expect(try await desk.run().upToDate == 1)
    }

    @Test(arguments: [10, 1])
    func areAskedForAgainWhenTheyAreNotWhole(missing: Int) async throws {
        _ = try await killedRun { $0.dropLast(missing) }
        let summary = try await desk.run()
        #expect(summary.completed == 1)
        #expect(desk.generations == 2)
        #expect(try drafts().isEmpty)
    }

    @Test func areTakenOverByARenamedFileUnderItsNewName() async throws {
        _ = try await killedRun()
        try FileManager.default.moveItem(at: desk.folder / "in/a.png", to: desk.folder / "in/b.png")
        #expect(try await desk.run().upToDate == 1)
        #expect(desk.generations == 1)
        let record = try desk.record("b.png.json")
        #expect(record["source"]?[0]?["path"] == "b.png")
        #expect(record["usage"]?["total_tokens"] != nil)
        #expect(try drafts().isEmpty)
        #expect(try await desk.run().upToDate == 1)
    }

    @Test(arguments: ["0.png", "z.png"])
    func arePaidForOnceWhereAnotherFileHasTheSameBytes(other: String) async throws {
        _ = try await killedRun()
        try desk.write(.png(1), to: "in/\(other)")
        let summary = try await desk.run()
        #expect(summary.total == 2)
        #expect(summary.failures.isEmpty)
        #expect(desk.generations == 1)
        for name in ["a.png", other] {
            #expect(try desk.record("\(name).json")["source"]?[0]?["path"] == .string(name))
        }
        #expect(try drafts().isEmpty)
        #expect(try await desk.run().upToDate == 2)
    }

    @Test func areOfUseInARunThatIsSplitOtherwise() async throws {
        _ = try await killedRun()
        let part = desk.folder / "out/.sluice/drafts-1-of-2"
        try FileManager.default.moveItem(at: desk.folder / "out/.sluice/drafts", to: part)
        #expect(try await desk.run().upToDate == 1)
        #expect(desk.generations == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: part.path).isEmpty)
    }

    @Test func ofAWholeRunAreOfUseInAPart() async throws {
        _ = try await killedRun()
        for number in 1...2 {
            var options = RunOptions()
            options.shard = Shard(number, of: 2)
            _ = try await desk.run(options: options)
        }
        #expect(desk.generations == 1)
    }

    @Test func stayWhereTheyAreWhenTheyCannotBePlaced() async throws {
        _ = try await killedRun()
        let key = try #require(try desk.record("draft", in: "out/.sluice/drafts")["key"]?.string)
        let unfinished = Unfinished(in: desk.folder / "out/.sluice/drafts")
        // A file is where the record's folder would have to be.
        #expect(!unfinished.place(key, of: [], at: desk.folder / "in/a.png/a.png.json"))
        #expect(unfinished.contains(key))
        #expect(try drafts() == ["draft"])
    }

    @Test func doNotKeepAForcedRunFromAsking() async throws {
        _ = try await killedRun()
        var options = RunOptions()
        options.force = true
        _ = try await desk.run(options: options)
        #expect(desk.generations == 2)
        #expect(try drafts().isEmpty)
    }

    @Test func stayWhereTheyAreWhileNobodyAsksForTheirItems() async throws {
        _ = try await killedRun()
        try desk.write(.png(2), to: "in/b.png")
        var options = RunOptions()
        options.only = [try Glob("b.png")]
        _ = try await desk.run(options: options)
        #expect(try drafts().count == 1)
        #expect(try await desk.run().upToDate == 2)
        #expect(desk.generations == 2)
    }
}

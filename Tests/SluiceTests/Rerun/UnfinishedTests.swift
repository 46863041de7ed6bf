import Foundation
import TestSupport
import Testing

@testable import Sluice

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

    @Test func areOfNoUseForFilesOfOtherNames() async throws {
        _ = try await killedRun()
        try FileManager.default.moveItem(at: desk.folder / "in/a.png", to: desk.folder / "in/b.png")
        _ = try await desk.run()
        #expect(desk.generations == 2)
        #expect(try desk.record("b.png.json")["source"]?[0]?["path"] == "b.png")
        #expect(try drafts().isEmpty)
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

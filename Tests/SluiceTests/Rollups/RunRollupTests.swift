import Foundation
import Sluice
import TestSupport
import Testing

struct RunRollupTests {
    let desk = Desk()
    private let recipe = Desk.describing(extra: "output: {rollups: [jsonl, csv]}")

    @Test func aRunLeavesRollupsOfAllItsRecords() async throws {
        for number in 0..<3 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        try desk.write("", to: "in/bad.png")
        _ = try await desk.run(recipe)
        #expect(try lines() == 4)
        #expect(FileManager.default.fileExists(atPath: (desk.folder / "out/results.csv").path))
    }

    @Test func whatChangedIsInThemAfterTheNextRun() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run(recipe)
        let first = try modified()
        _ = try await desk.run(recipe)
        #expect(try modified() == first)
        try desk.write(.png(2), to: "in/b.png")
        _ = try await desk.run(recipe)
        #expect(try lines() == 2)
        try FileManager.default.removeItem(at: desk.folder / "in/b.png")
        try FileManager.default.removeItem(at: desk.folder / "out/b.png.json")
        _ = try await desk.run(recipe)
        #expect(try lines() == 1)
    }

    @Test func aRunThatIsInterruptedLeavesThemToo() async throws {
        for number in 0..<6 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        let control = RunControl()
        var options = RunOptions()
        options.concurrency = 1
        let summary = try await desk.run(recipe, options: options, control: control) { event in
            if case .finished = event { control.stop() }
        }
        #expect(summary.stop == .requested)
        #expect(try lines() == summary.completed)
    }

    private func lines() throws -> Int {
        try String(contentsOf: desk.folder / "out/results.jsonl", encoding: .utf8).split(separator: "\n").count
    }

    private func modified() throws -> Date? {
        let path = (desk.folder / "out/results.jsonl").path
        return try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    }
}

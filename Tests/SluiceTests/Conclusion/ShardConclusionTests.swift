import Foundation
import Sluice
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct ShardConclusionTests {
    let desk = Desk()
    private let recipe = Desk.describing(
        extra: "finally: {prompt: Write an INDEX of it all.}\noutput: {rollups: [jsonl, csv]}"
    )

    @Test func theLastPartLeavesRollupsOfAllParts() async throws {
        for number in 0..<8 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        for part in 1...3 { _ = try await desk.run(recipe, options: options(part)) }
        let lines = try String(contentsOf: desk.folder / "out/results.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 8)
    }

    @Test func aPartAsksNothingFinallyAndTheWholeDoes() async throws {
        for number in 0..<4 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        for part in 1...3 { _ = try await desk.run(recipe, options: options(part)) }
        #expect(desk.generations == 4)
        let summary = try await desk.run(recipe)
        #expect(summary.upToDate == 4)
        #expect(desk.generations == 5)
        #expect(try desk.record("finally.json")["results"] == 4)
    }

    private func options(_ part: Int) -> RunOptions {
        var options = RunOptions()
        options.shard = Shard(part, of: 3)
        return options
    }
}

import Foundation
import Sluice
import TestSupport
import Testing

struct StatusTests {
    let desk = Desk()

    @Test func saysWhatBecameOfEverything() async throws {
        for number in 0..<3 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        try desk.write("", to: "in/empty.png")
        try desk.write("words", to: "in/notes.txt")
        let recipe = Desk.describing(extra: "select: {modalities: [image]}")
        let summary = try await desk.run(recipe)
        var items: [RunStatus.Item] = []
        let status = try await RunStatus(of: desk.folder / "out") { items.append($0) }
        #expect([status.completed, status.failed, status.skipped, status.pending] == [3, 1, 1, 0])
        #expect(status.tokens.total == summary.usage?.totalTokens)
        #expect(abs(status.cost - (summary.cost ?? 0)) < 1e-9)
        #expect(status.estimatedTokens == summary.estimatedTokens)
        #expect(items.map(\.name) == ["0.png", "1.png", "2.png", "empty.png", "notes.txt"])
        #expect(items[3].errorKind == "empty_file")
        #expect(items[4].output == nil)
        #expect(status.runs.map(\.isRunning) == [false])
        #expect(status.runs.first?.stop == nil)
    }

    @Test func aRunOverSomeItemsKnowsNothingOfHowManyThereAre() async throws {
        for number in 0..<3 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        var options = RunOptions()
        options.limit = 1
        _ = try await desk.run(options: options)
        #expect(try await RunStatus(of: desk.folder / "out").pending == nil)
        _ = try await desk.run()
        #expect(try await RunStatus(of: desk.folder / "out").pending == 0)
    }

    @Test func readsAllPartsOfARun() async throws {
        for number in 0..<8 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        for index in 1...2 {
            var options = RunOptions()
            options.shard = Shard(index, of: 2)
            _ = try await desk.run(options: options)
        }
        var names: [String] = []
        let status = try await RunStatus(of: desk.folder / "out") { names.append($0.name) }
        #expect(status.completed == 8)
        #expect(names.sorted() == (0..<8).map { "\($0).png" })
        #expect(status.runs.map(\.part) == [Shard(1, of: 2), Shard(2, of: 2)])
    }

    @Test func whatAPartFailedAndTheWholeMendedIsDone() async throws {
        for number in 0..<4 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        try desk.folder.write("", to: "in/z.png")
        for index in 1...2 {
            var options = RunOptions()
            options.shard = Shard(index, of: 2)
            _ = try await desk.run(options: options)
        }
        #expect(try await RunStatus(of: desk.folder / "out").failed == 1)
        try desk.write(.png(9), to: "in/z.png")
        _ = try await desk.run()
        let status = try await RunStatus(of: desk.folder / "out")
        #expect(status.completed == 5)
        #expect(status.failed == 0)
    }

    @Test func aFolderWithoutARunIsSaidToBeSo() async throws {
        let error = await #expect(throws: ItemError.self) { try await RunStatus(of: desk.folder / "nowhere") }
        #expect(error?.message.contains("nowhere") == true)
    }
}

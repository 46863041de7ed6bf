import Foundation
import Sluice
import TestSupport
import Testing

/// What `--explain` says.
struct ForecastTests {
    let desk = Desk()

    @Test func saysWhyEachItemWouldRun() async throws {
        for (number, name) in ["a", "changed", "deleted", "edited"].enumerated() {
            try desk.write(.png(UInt8(number)), to: "in/\(name).png")
        }
        try desk.write("", to: "in/failed.png")
        _ = try await desk.run()
        let asked = desk.generations
        try desk.write(.png(50), to: "in/changed.png")
        try FileManager.default.removeItem(at: desk.folder / "out/deleted.png.json")
        try desk.write("{}", to: "out/edited.png.json")
        try desk.write(.png(51), to: "in/failed.png")
        try desk.write(.png(52), to: "in/new.png")
        try desk.write(.png(52), to: "in/new 2.png")
        try desk.write(.png(0), to: "in/renamed.png")
        let fates = try await fates()
        #expect(fates["a.png"] == .done)
        #expect(fates["changed.png"] == .run(.filesChanged))
        #expect(fates["deleted.png"] == .run(.recordMissing))
        #expect(fates["edited.png"] == .run(.recordEdited))
        #expect(fates["failed.png"] == .run(.failed("empty_file")))
        #expect(fates["new 2.png"] == .run(.new))
        #expect(fates["new.png"] == .duplicate(of: "new 2.png"))
        #expect(fates["renamed.png"] == .reused(from: "a.png.json"))
        #expect(desk.generations == asked)
    }

    @Test func namesThePartOfTheRecipeThatChanged() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        let changed = Desk.describing(prompt: "Another", extra: "system: Be brief.")
        #expect(try await fates(changed)["a.png"] == .run(.recipeChanged(["system", "turns"])))
    }

    @Test func theWayAnswersAreWrittenIsNoReason() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        let other = Desk.describing(extra: "output: {formats: [json]}\nlimits: {concurrency: 3}\nservice_tier: flex")
        #expect(try await fates(other)["a.png"] == .done)
    }

    @Test func makesNoOutputFolder() async throws {
        try desk.write(.png(1), to: "in/a.png")
        #expect(try await fates() == ["a.png": .run(.new)])
        #expect(!FileManager.default.fileExists(atPath: (desk.folder / "out").path))
    }

    @Test func itemsComeInTheirOrder() async throws {
        for number in 1...20 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        var names: [String] = []
        try await desk.prepared().forecast { names.append($0.name) }
        #expect(names == (1...20).map { "\($0).png" })
    }

    private func fates(_ recipe: String = Desk.describing()) async throws -> [String: Forecast.Fate] {
        var fates: [String: Forecast.Fate] = [:]
        try await desk.prepared(recipe).forecast { fates[$0.name] = $0.fate }
        return fates
    }
}

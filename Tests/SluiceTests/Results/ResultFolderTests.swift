import Foundation
import Sluice
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct ResultFolderTests {
    let shelf = Shelf()

    @Test func recordsComeInTheOrderThatAPersonListsThem() async throws {
        for name in ["b/IMG_10.png", "b/IMG_2.png", "a.png", "c.png", ".hidden/x.png", ".dot.png"] {
            try shelf.put(name)
        }
        #expect(
            try await names() == [
                ".dot.png", "a.png", "c.png", ".hidden/x.png", "b/IMG_2.png", "b/IMG_10.png",
            ]
        )
    }

    @Test func whatIsNoRecordIsPassedOver() async throws {
        try shelf.put("a.png")
        try shelf.put(json: ["schema_version": 2, "status": "completed", "source": []], at: "future.json")
        try shelf.put(json: ["some": "settings"], at: "package.json")
        try shelf.put(json: ["schema_version": 1, "status": "completed", "source": []], at: ".sluice/state.json")
        try shelf.folder.write("{ \"schema_version\": 1, ", to: "out/torn.json")
        try shelf.folder.write("", to: "out/empty.json")
        try shelf.folder.write("words", to: "out/a.png.txt")
        #expect(try await names() == ["a.png"])
    }

    @Test func aFolderThatIsNotThereHasNoResults() async throws {
        #expect(try await names().isEmpty)
    }

    @Test func theFingerprintChangesWithTheRecordsAndOnlyThen() async throws {
        try shelf.put("a.png")
        let folder = ResultFolder(shelf.url)
        let first = try await folder.fingerprint()
        try shelf.folder.write("words", to: "out/a.png.txt")
        #expect(try await folder.fingerprint() == first)
        try shelf.put("b.png")
        let second = try await folder.fingerprint()
        #expect(second != first)
        try shelf.put("b.png", text: "Another answer.")
        #expect(try await folder.fingerprint() != second)
    }

    private func names() async throws -> [String] {
        var names: [String] = []
        for try await result in ResultFolder(shelf.url) { names.append(result.name) }
        return names
    }
}

import Foundation
import Sluice
import SluiceStages
import Testing

struct FolderTests {
    @Test func aFolderIsTheSourceOfARun() async throws {
        let tree = try Tree("b.txt", "a/c.txt")
        try tree.link("broken", to: "nowhere")
        let read = Pipeline("read") { (url: URL) in try String(contentsOf: url, encoding: .utf8) }
        var texts: [String: String] = [:]
        try await read.run(over: Folder(tree.path), limit: 2) { outcome in
            texts[outcome.input.lastPathComponent] = (try? outcome.output) ?? "failed"
        }
        #expect(texts == ["b.txt": "x", "c.txt": "x", "broken": "failed"])
    }

    @Test func onlyWhatIsAskedForComes() async throws {
        let tree = try Tree("a.jpg", "b.png", "raw/c.jpg")
        var names: [String] = []
        for try await url in Folder(tree.path, include: ["*.jpg"], exclude: ["raw"]) {
            names.append(url.lastPathComponent)
        }
        #expect(names == ["a.jpg"])
    }

    @Test func aMissingFolderIsAnError() async {
        await #expect(throws: DiscoveryError.self) {
            for try await _ in Folder("/nowhere") {}
        }
    }
}

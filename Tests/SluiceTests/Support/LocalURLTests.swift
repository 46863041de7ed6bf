import Foundation
import Gemini
import GeminiEmulator
import Sluice
import TestSupport
import Testing

/// A URL that is not that of a file on this machine is refused, and its path is never taken for one here.
struct LocalURLTests {
    private let folder = TemporaryFolder()

    private func foreign(_ path: String) throws -> [URL] {
        try [
            "https://example.org\(path)", "http://localhost\(path)", "ftp://example.org\(path)", "gs://bucket\(path)",
            "file://otherhost\(path)", "file://example.org\(path)", path, "data:\(path)", "file://\(path)%00.png",
        ].map { try #require(URL(string: $0)) }
    }

    @Test func whatAFileIsIsNotAskedOfAnotherPlace() async throws {
        let file = try folder.write(Sample.png(1).data, to: "a.png")
        for url in try foreign(file.path) {
            let error = await #expect(throws: MediaError.self, "\(url)") { try await Detect().run(url) }
            #expect(error?.kind == .unreadable, "\(url)")
            #expect(error?.message.contains("URL") == true, "\(url)")
        }
        #expect(try await Detect().run(file).type == .png)
        #expect(try await Detect().run(#require(URL(string: "file://localhost\(file.path)"))).type == .png)
        #expect(try await Detect().run(#require(URL(string: "file:\(file.path)"))).type == .png)
    }

    @Test func nothingOfItIsSent() async throws {
        let file = try folder.write(Sample.png(1).data, to: "a.png")
        let emulator = Emulator()
        let upload = try Upload(using: GeminiClient(key: "k", transport: emulator), rememberedIn: .run)
        for url in try foreign(file.path) {
            await #expect(throws: MediaError.self, "\(url)") { try await upload.send(url) }
        }
        #expect(emulator.statistics.uploads == 0)
        #expect(try await upload.send(file).file != nil)
    }

    @Test func outputsAreNotLookedForOrWrittenUnderItsPath() async throws {
        let output = folder / "out"
        try folder.write(Sample.png(1).data, to: "in/a.png")
        let recipe = try Recipe(yaml: Desk.describing(), file: "test.yaml")
        let gemini = GeminiClient(key: "k", transport: Emulator())
        for url in try foreign(output.path) {
            let run = Run(recipe, over: [(folder / "in").path], to: url, using: gemini)
            await #expect(throws: ItemError.self, "\(url)") { try await run.start() }
            await #expect(throws: ItemError.self, "\(url)") { try await run.forecast { _ in } }
            await #expect(throws: ItemError.self, "\(url)") { try await RunStatus(of: url) }
            await #expect(throws: ItemError.self, "\(url)") { try await Rollup(of: url).rebuild() }
            await #expect(throws: ItemError.self, "\(url)") { try await Report(of: url).write(to: folder / "r.html") }
            await #expect(throws: ItemError.self, "\(url)") { try await Report(of: folder / "in").write(to: url) }
            await #expect(throws: DiscoveryError.self, "\(url)") { for try await _ in ResultFolder(url) {} }
            #expect(throws: ItemError.self, "\(url)") { try Upload(using: gemini, rememberedIn: .file(url)) }
        }
        #expect(!FileManager.default.fileExists(atPath: output.path))
    }

    @Test func theEmulatorKeepsNothingUnderItsPath() async throws {
        var options = EmulatorOptions()
        options.storage = URL(string: "https://example.org\((folder / "kept").path)")
        let gemini = GeminiClient(key: "k", transport: Emulator(options), retry: .never)
        let file = try folder.write(Sample.png(1).data, to: "a.png")
        await #expect(throws: (any Error).self) { try await Upload(using: gemini).send(file) }
        #expect(!FileManager.default.fileExists(atPath: (folder / "kept").path))
    }
}

import Foundation
import GeminiEmulator
import Sluice
import TestSupport
import Testing

/// Runs that share a cache and cannot see each other, as in two containers.
@Suite(.enabled("process numbers can be had apart") { await Namespaces.command(Namespaces.ofProcesses) != nil })
struct NamespaceTests {
    let folder = TemporaryFolder()

    @Test(arguments: [false, true])
    func uploadsOfOneRunAreLeftAloneByTheOther(theFirstIsInside: Bool) async throws {
        for number in 0..<3 { try folder.write(pixel + Data([UInt8(number)]), to: "in/\(number).png") }
        try folder.write(pixel + Data([9]), to: "other/9.png")
        var options = EmulatorOptions()
        options.tools = .none
        options.modelLatency = .milliseconds(1500)
        let emulator = Emulator(options)
        try await withEmulatorServer(emulator) { address in
            let (unshare, flags) = try #require(await Namespaces.command(Namespaces.ofProcesses))
            let inside = Program(at: unshare.path)
            let environment = [
                "GOOGLE_API_KEY": "k", "XDG_CACHE_HOME": (folder / "cache").path, "HOME": folder.url.path,
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
            ]
            let one = try arguments("in", to: "one", at: address)
            let two = try arguments("other", to: "two", at: address)
            let (first, second) =
                theFirstIsInside
                ? ((inside, flags + [sluice.path] + one), (sluice, two))
                : ((sluice, one), (inside, flags + [sluice.path] + two))
            var hasRun = false
            let result = try await first.0.run(first.1, environment: environment) { text, _ in
                guard text.contains(#""started""#), !hasRun else { return }
                hasRun = true
                // Uploads are in use: the first of two turns is being answered.
                try await eventually("the first run asks") {
                    emulator.statistics.runningGenerations + emulator.statistics.generations > 0
                }
                let other = try await second.0.run(second.1, environment: environment)
                #expect(other.code == 0, "\(other.errors)")
            }
            #expect(result.code == 0, "\(result.errors)")
            #expect(emulator.statistics.generations == 8)
            #expect(emulator.statistics.uploads == 4)
            #expect(emulator.statistics.violations == [:])
            // Nothing is left at the service by the last of them.
            #expect(emulator.statistics.calls["files.delete"] == 4)
        }
    }

    private func arguments(_ input: String, to output: String, at address: URL) throws -> [String] {
        let recipe = """
            sluice: 1
            name: namespaces
            model: gemini-3.5-flash
            media: {inline: never}
            conversation: stateless
            turns:
              - input: [{text: "What is it?"}, {media: files}]
              - input: [{text: "And what else?"}]
            """
        return [
            "run", try folder.write(recipe, to: "recipe.yaml").path, (folder / input).path, "-o",
            (folder / output).path, "--base-url", address.absoluteString, "--concurrency", "3", "--events",
            "--progress", "none",
        ]
    }
}

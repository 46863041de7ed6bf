import Foundation
import GeminiEmulator
import Sluice
import TestSupport
import Testing

/// The stored files, from the command line.
struct FilesCommandTests {
    let folder = TemporaryFolder()

    @Test func filesAreSentOnceListedShownAndDeleted() async throws {
        try folder.write(pixel, to: "in/a.png")
        try folder.write(pixel + Data([1]), to: "in/b.png")
        try folder.write("a text", to: "in/notes.txt")
        try await withService { files in
            let first = try await files(["upload", "in/*.png", "--json"])
            #expect(first.code == 0, "\(first.errors)")
            let names = try first.output.split(separator: "\n").map {
                try JSONValue(parsing: String($0))["name"]?.string
            }
            #expect(Set(names).count == 2)
            let again = try await files(["upload", "in/a.png", "--json"])
            #expect(try JSONValue(parsing: again.output)["name"]?.string == names[0])
            #expect(again.errors.contains("already"))

            let list = try await files(["list"])
            #expect(list.output.contains("a.png") && list.output.contains("b.png"))
            #expect(list.errors.contains("2 files"))
            let name = try #require(names[0])
            let shown = try await files(["get", name])
            #expect(shown.output.contains("mimeType: image/png"))

            let rehearsal = try await files(["delete", "b.*", "--dry-run"])
            #expect(rehearsal.output.hasPrefix("would delete files/"))
            #expect(try await files(["delete", "b.*", "--json"]).output.contains("\"failed\":[]"))
            #expect(try await files(["prune", "--older-than", "1h"]).errors.contains("nothing"))
            #expect(try await files(["prune", "--older-than", "0s"]).output == "deleted \(name)\n")
            #expect(try await files(["list"]).errors.contains("no files"))
        }
    }

    @Test func whatIsWrongIsOneLineAndTheRestGoesOn() async throws {
        try folder.write(pixel, to: "in/a.png")
        try folder.write(Data(), to: "in/empty.png")
        try folder.write("a text", to: "in/notes.txt")
        try await withService { files in
            let result = try await files(["upload", "in"])
            #expect(result.code == 1)
            #expect(result.output.contains("a.png"))
            #expect(result.errors.contains("empty.png") && result.errors.contains("notes.txt"))
            #expect(try await files(["upload", "in/empty.png"]).code == 65)
            #expect(try await files(["upload", "in/*.gone"]).code == 65)
            #expect(try await files(["upload", "gone.png"]).code == 65)
            let both = try await files(["upload", "gone.png", "in/a.png"])
            #expect(both.code == 1)
            #expect(both.output.contains("a.png"))
            #expect(try await files(["get", ""]).code == 1)
            #expect(try await files(["get", "files/none"]).code == 1)
            #expect(try await files(["delete", "no*match"]).code == 65)
            #expect(try await files(["prune", "--older-than", "soon"]).code == 64)
        }
    }

    @Test func aFileOfAnotherServiceIsNeitherShownNorDeleted() async throws {
        try folder.write(pixel, to: "in/a.png")
        try await withService { files in
            let stored = try JSONValue(parsing: try await files(["upload", "in/a.png", "--json"]).output)
            let (name, uri) = (try #require(stored["name"]?.string), try #require(stored["uri"]?.string))
            #expect(try await files(["get", uri]).output.contains("mimeType: image/png"))
            let other = "https://generativelanguage.googleapis.com/v1beta/\(name)"
            for command in ["get", "delete"] {
                let refused = try await files([command, other])
                #expect(refused.code == 1)
                #expect(refused.errors.contains("another service") && refused.errors.contains(name))
            }
            #expect(try await files(["list"]).output.contains(name))
        }
    }

    @Test func whoInterruptsIsToldHowToGoOn() async throws {
        for name in ["a", "b"] { try folder.write(pixel + Data(name.utf8), to: "in/\(name).png") }
        var options = EmulatorOptions()
        options.tools = .none
        let emulator = Emulator(options)
        emulator.setFaults(
            try FaultPlan(parsing: "faults: [{on: {operation: files.upload, call: 2}, do: {delay: 600}}]")
        )
        try await withService(emulator) { files in
            let stopped = try await files(["upload", "in"]) { text, process in
                guard text.contains("a.png") else { return }
                // The bytes of the other are on their way.
                try await eventually("two uploads begin") {
                    emulator.statistics.calls["files.upload", default: 0] >= 2
                }
                kill(process, SIGINT)
            }
            emulator.setFaults(try FaultPlan(parsing: "faults: []"))
            #expect(stopped.code == 130, "\(stopped.errors)")
            #expect(stopped.errors.contains("Go on with:\n"))
            #expect(try await files(["upload", "in"]).code == 0)
        }
        #expect(emulator.statistics.uploads == 2)
        #expect(emulator.statistics.calls["files.upload.start"] == 2)
    }

    @Test func aRunThatWasKilledLeavesNothingBehindForLong() async throws {
        for number in 0..<6 { try folder.write(pixel + Data([UInt8(number)]), to: "in/\(number).png") }
        var options = EmulatorOptions()
        options.tools = .none
        options.modelLatency = .seconds(60)
        try await withService(Emulator(options)) { files in
            // Uploads are there, and the first answers are waited for.
            try await files.killedRun(over: folder / "in", to: folder / "out", at: "\"sent_bytes\":\(pixel.count + 1),")
            let pruned = try await files(["prune"])
            #expect(pruned.code == 0, "\(pruned.errors)")
            #expect(try await files(["list"]).errors.contains("no files"))
        }
    }

    private func withService(
        _ emulator: Emulator? = nil,
        _ body: (FilesCommandService) async throws -> Void
    ) async throws {
        var options = EmulatorOptions()
        options.tools = .none
        try await withEmulatorServer(emulator ?? Emulator(options)) { address in
            try await body(FilesCommandService(address: address, folder: folder))
        }
    }
}

/// `sluice files` against one service, with one memory of uploads.
struct FilesCommandService {
    let address: URL
    let folder: TemporaryFolder

    private var environment: [String: String] {
        [
            "GOOGLE_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": address.absoluteString,
            "XDG_CACHE_HOME": (folder / "cache").path,
        ]
    }

    func callAsFunction(_ arguments: [String]) async throws -> Program.Result {
        try await sluice.run(["files"] + arguments, in: folder.url, environment: environment)
    }

    /// - Parameter watch: Told all that was said so far, and by which process.
    func callAsFunction(
        _ arguments: [String],
        watch: (String, pid_t) async throws -> Void
    ) async throws -> Program.Result {
        try await sluice.run(["files"] + arguments, in: folder.url, environment: environment, onOutput: watch)
    }

    /// Starts a run and ends it as the kernel would, once it has said something.
    func killedRun(over input: URL, to output: URL, at word: String) async throws {
        let recipe = """
            sluice: 1
            name: killed
            model: gemini-3.5-flash
            turns: [{input: [{text: "What is it?"}, {media: files}]}]
            """
        let file = try folder.write(recipe, to: "recipe.yaml")
        let result = try await sluice.run(
            ["run", file.path, input.path, "-o", output.path, "--events", "--progress", "none"],
            environment: environment
        ) { text, process in
            if text.contains(word) { kill(process, SIGKILL) }
        }
        #expect(result.code == -Int(SIGKILL), "\(result.errors)")
    }
}

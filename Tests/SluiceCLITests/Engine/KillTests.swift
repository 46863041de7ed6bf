import Foundation
import GeminiEmulator
import Sluice
import Synchronization
import TestSupport
import Testing

/// What is left when the process dies.
struct KillTests {
    let folder = TemporaryFolder()

    @Test func whateverMomentItIsKilledAtTheSameCommandGoesOn() async throws {
        for number in 0..<60 { try folder.write(pixel + Data([UInt8(number)]), to: "in/\(number).png") }
        let emulator = emulator()
        try await withEmulatorServer(emulator) { address in
            let arguments = [
                "run", try recipe(), (folder / "in").path, "-o", (folder / "out").path, "--base-url",
                address.absoluteString, "--concurrency", "3", "--events", "--progress", "none",
            ]
            var dice = SystemRandomNumberGenerator()
            var kills = 0
            for _ in 0..<40 {
                // A run says six to nine things about its first items; some are killed before they say anything.
                let moment = Int.random(in: 0...9, using: &dice)
                let code = try await run(arguments, killedAfter: moment)
                if code == SIGKILL { kills += 1 }
                try expectWholeRecords()
            }
            #expect(kills >= 20)
            let result = try await sluice.run(arguments, environment: ["GOOGLE_API_KEY": "k"])
            #expect(result.code == 0, "\(result.errors)")
            try expectWholeRecords()
            #expect(try records().count == 60)
            let paid = emulator.statistics.generations
            #expect(paid >= 60)
            #expect(paid - 60 <= kills * 3, "\(paid) paid, \(kills) kills")
            // And nothing is paid for once all is done.
            let again = try await sluice.run(arguments, environment: ["GOOGLE_API_KEY": "k"])
            #expect(again.code == 0)
            #expect(emulator.statistics.generations == paid)
        }
    }

    @Test func afterTheFirstInterruptWhatIsUnderWayIsFinishedAndTheCommandIsShown() async throws {
        for number in 0..<30 { try folder.write(pixel + Data([UInt8(number)]), to: "in/\(number).png") }
        // Slow enough that on a busy machine, too, most is still to be done when the first answer is heard of.
        let emulator = emulator(latency: .milliseconds(200))
        try await withEmulatorServer(emulator) { address in
            let arguments = [
                "run", try recipe(), (folder / "in").path, "-o", (folder / "out").path, "--base-url",
                address.absoluteString, "--concurrency", "2", "--events", "--progress", "none",
            ]
            let hasStopped = Mutex(false)
            let result = try await sluice.run(arguments, environment: ["GOOGLE_API_KEY": "k"]) { text, process in
                guard text.contains(#""completed""#) else { return }
                let isFirst = hasStopped.withLock { hasStopped in
                    defer { hasStopped = true }
                    return !hasStopped
                }
                if isFirst { kill(process, SIGTERM) }
            }
            #expect(result.code == 130, "\(result.errors)")
            #expect(result.errors.contains("Go on with:"))
            let done = try records().count
            #expect(done > 0 && done < 30)
            // What was asked for was recorded, and no upload is left behind.
            #expect(emulator.statistics.generations == done)
            #expect(emulator.statistics.calls["files.delete"] == emulator.statistics.uploads)
            let status = try await sluice.run(["status", (folder / "out").path, "--json"])
            #expect(try JSONValue(parsing: status.output)["runs"]?[0]?["stop"] == "interrupted")
        }
    }

    private func emulator(latency: Duration = .milliseconds(10)) -> Emulator {
        var options = EmulatorOptions()
        options.tools = .none
        options.modelLatency = latency
        return Emulator(options)
    }

    private func recipe() throws -> String {
        let text = """
            sluice: 1
            name: kills
            model: gemini-3.5-flash
            turns:
              - input: [{text: "What is it?"}, {media: files}]
            """
        return try folder.write(text, to: "recipe.yaml").path
    }

    /// Runs until it has said so many things, and then ends it as the kernel would.
    ///
    /// - Returns: The signal that ended it; 0 when it was done before.
    private func run(_ arguments: [String], killedAfter lines: Int) async throws -> CInt {
        let environment = ["GOOGLE_API_KEY": "k", "HOME": folder.url.path]
        let result = try await sluice.run(arguments, environment: environment) { output, process in
            if output.utf8.count(where: { $0 == 0x0A }) >= lines { kill(process, SIGKILL) }
        }
        return CInt(max(0, -result.code))
    }

    private func expectWholeRecords() throws {
        for name in try records() {
            let bytes = try Array(Data(contentsOf: folder / "out/\(name)"))
            #expect(try JSONValue(parsing: bytes)["status"] == "completed")
        }
    }

    private func records() throws -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: (folder / "out").path)) ?? []
        return all.filter { $0.hasSuffix(".json") }
    }
}

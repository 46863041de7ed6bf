import Foundation
import GeminiEmulator
import Sluice
import Synchronization
import TestSupport
import Testing

/// Signals to a run that is ending already for a reason of its own.
struct InterruptTests {
    let folder = TemporaryFolder()

    /// Four calls are under way when one of them says that nothing more is to be asked.
    @Test(
        arguments: [
            (#"{"status": 400}"#, ["--fail-fast"]), (#"{"quota": "day"}"#, []),
        ] as [(String, [String])]
    )
    func theFirstLetsWhatIsUnderWayFinishAndTheSummaryIsPrinted(fault: String, flags: [String]) async throws {
        let emulator = try emulator(fault: fault, latency: .seconds(3))
        try await withEmulatorServer(emulator) { address in
            let result = try await run(at: address, flags) { _, process in
                try await untilDraining(emulator)
                kill(process, SIGINT)
            }
            #expect(result.code == 130, "\(result.errors)")
            #expect(result.errors.contains("3 completed"))
            #expect(result.errors.contains("Go on with:"))
            #expect(result.output.contains(#""event":"ended""#))
        }
        #expect(emulator.statistics.generations == 3)
        #expect(try records() == 3)
    }

    @Test func theGracePeriodEndsWhatTakesLonger() async throws {
        let emulator = try emulator(fault: #"{"status": 400}"#, latency: .seconds(60))
        try await withEmulatorServer(emulator) { address in
            let result = try await run(at: address, ["--fail-fast", "--grace", "1"]) { _, process in
                try await untilDraining(emulator)
                kill(process, SIGTERM)
            }
            #expect(result.code == 130, "\(result.errors)")
            #expect(result.errors.contains("0 completed"))
        }
    }

    @Test func theSecondEndsItAtOnce() async throws {
        let emulator = try emulator(fault: #"{"status": 400}"#, latency: .seconds(60))
        try await withEmulatorServer(emulator) { address in
            let result = try await run(at: address, ["--fail-fast"]) { _, process in
                try await untilDraining(emulator)
                kill(process, SIGINT)
                // What follows at once is the same request, sent twice.
                kill(process, SIGINT)
                try await Task.sleep(for: .milliseconds(400))
                kill(process, SIGINT)
            }
            #expect(result.code == 130)
            #expect(!result.output.contains(#""event":"ended""#))
        }
    }

    /// Until one call was refused; the three before it are being answered.
    private func untilDraining(_ emulator: Emulator) async throws {
        try await eventually("a call is refused") { !emulator.statistics.faults.isEmpty }
    }

    private func emulator(fault: String, latency: Duration) throws -> Emulator {
        var options = EmulatorOptions()
        options.tools = .none
        options.modelLatency = latency
        let calls = (4...40).map(String.init).joined(separator: ",")
        options.faults = try FaultPlan(
            parsing:
                #"{"faults": [{"on": {"operation": "interactions.create", "call": [\#(calls)]}, "do": \#(fault)}]}"#
        )
        return Emulator(options)
    }

    /// - Parameter onEvents: Told once, when something was said.
    private func run(
        at address: URL,
        _ flags: [String],
        onEvents: (String, CInt) async throws -> Void
    ) async throws -> Program.Result {
        for number in 0..<12 { try folder.write(pixel + Data([UInt8(number)]), to: "in/\(number).png") }
        let recipe = """
            sluice: 1
            name: interrupts
            model: gemini-3.5-flash
            media: {inline: always}
            turns:
              - input: [{text: "What is it?"}, {media: files}]
            """
        let arguments = [
            "run", try folder.write(recipe, to: "recipe.yaml").path, (folder / "in").path, "-o",
            (folder / "out").path, "--base-url", address.absoluteString, "--concurrency", "4", "--events", "--progress",
            "none",
        ]
        let environment = ["GOOGLE_API_KEY": "k", "HOME": folder.url.path]
        var hasActed = false
        return try await sluice.run(arguments + flags, environment: environment) { text, process in
            guard text.contains(#""started""#), !hasActed else { return }
            hasActed = true
            try await onEvents(text, process)
        }
    }

    /// How many are completed.
    private func records() throws -> Int {
        let names = try FileManager.default.contentsOfDirectory(atPath: (folder / "out").path)
        return try names.filter { $0.hasSuffix(".png.json") }.count { name in
            let bytes = try Array(Data(contentsOf: folder / "out/\(name)"))
            return try JSONValue(parsing: bytes)["status"] == "completed"
        }
    }
}

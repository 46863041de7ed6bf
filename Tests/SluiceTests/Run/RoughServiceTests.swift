import Foundation
import GeminiEmulator
import Sluice
import Synchronization
import TestSupport
import Testing

/// Runs against a service that fails often.
struct RoughServiceTests {
    let folder = TemporaryFolder()

    @Test func fiveHundredFilesSurviveRefusalsResetsAndCutAnswers() async throws {
        for number in 0..<500 {
            try folder.write(Sample.png(UInt8(number % 250)).data + Data([UInt8(number / 250)]), to: "in/\(number).png")
        }
        let plan = try FaultPlan(
            parsing: """
                seed: 7
                faults:
                  - {name: limit, on: {operation: interactions.create, probability: 0.15}, do: {status: 429, retry_after: 0.03, retry_as: milliseconds}}
                  - {name: down, on: {operation: interactions.create, probability: 0.05}, do: {status: 503}}
                  - {name: reset, on: {operation: interactions.create, probability: 0.03}, do: {reset: before}}
                  - {name: cut, on: {operation: interactions.create, probability: 0.03}, do: {truncate: 40}}
                """
        )
        let requests = Mutex<[EmulatorExchange]>([])
        var options = EmulatorOptions()
        options.tools = .none
        options.faults = plan
        options.onExchange = { exchange in
            if exchange.operation == "interactions.create" { requests.withLock { $0.append(exchange) } }
        }
        let emulator = Emulator(options)
        let retry = RetryPolicy(attempts: 8, firstDelay: .milliseconds(2), longestDelay: .milliseconds(10))
        let gemini = GeminiClient(key: "k", transport: emulator, retry: retry)
        let yaml = Desk.describing(extra: "media: {inline: always}")
        let run = Run(
            try Recipe(yaml: yaml, file: "test.yaml"),
            over: [(folder / "in").path],
            to: folder / "out",
            using: gemini
        )
        let summary = try await run.start()
        #expect(summary.completed == 500)
        #expect(summary.failures.isEmpty)
        #expect(summary.stop == nil)
        let faults = emulator.statistics.faults
        #expect((faults["limit"] ?? 0) > 40)
        #expect((faults["down"] ?? 0) > 5)
        #expect((faults["reset"] ?? 0) > 2)
        #expect((faults["cut"] ?? 0) > 2)
        #expect(summary.attempts >= 500 + faults.values.reduce(0, +))
        #expect(requests.withLock(\.count) == emulator.statistics.calls["interactions.create"])
        // Only answers that were cut on their way were paid for twice.
        #expect(emulator.statistics.generations <= 500 + (faults["cut"] ?? 0))
    }

    @Test func aPermanentErrorIsNotTriedAgain() async throws {
        try folder.write(Sample.png(1).data, to: "in/a.png")
        var options = EmulatorOptions()
        options.tools = .none
        options.faults = try FaultPlan(
            parsing: "faults: [{on: {operation: interactions.create}, do: {status: 400, code: invalid_request}}]"
        )
        let emulator = Emulator(options)
        let run = Run(
            try Recipe(yaml: Desk.describing(), file: "test.yaml"),
            over: [(folder / "in").path],
            to: folder / "out",
            using: GeminiClient(key: "k", transport: emulator)
        )
        let summary = try await run.start()
        #expect(summary.failures.map(\.error.kind) == ["invalid_request"])
        #expect(emulator.statistics.calls["interactions.create"] == 1)
    }

    @Test func aDaysQuotaStopsTheRunAndTheNextOneDoesTheRest() async throws {
        for number in 0..<100 { try folder.write(Sample.png(UInt8(number)).data, to: "in/\(number).png") }
        var options = EmulatorOptions()
        options.tools = .none
        options.faults = try FaultPlan(
            JSONValue(
                parsing: """
                    {"faults": [{"on": {"operation": "interactions.create", "call": [\((31...130).map(String.init).joined(separator: ","))]},
                                 "do": {"quota": "day"}}]}
                    """
            )
        )
        let emulator = Emulator(options)
        let gemini = GeminiClient(key: "k", transport: emulator)
        let recipe = try Recipe(yaml: Desk.describing(extra: "media: {inline: always}"), file: "test.yaml")
        let first = Run(recipe, over: [(folder / "in").path], to: folder / "out", using: gemini)
        let summary = try await first.start()
        #expect(summary.stop?.name == "quota_exhausted")
        #expect(summary.completed == 30)
        #expect(summary.failures.isEmpty)

        var fresh = EmulatorOptions()
        fresh.tools = .none
        let tomorrow = Emulator(fresh)
        let second = Run(
            recipe,
            over: [(folder / "in").path],
            to: folder / "out",
            using: GeminiClient(key: "k", transport: tomorrow)
        )
        let rest = try await second.start()
        #expect(rest.completed == 70)
        #expect(rest.upToDate == 30)
        #expect(tomorrow.statistics.generations == 70)
    }
}

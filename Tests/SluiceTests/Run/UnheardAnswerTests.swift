import Foundation
import Gemini
import GeminiEmulator
import Sluice
import SluiceHTTP
import Synchronization
import TestSupport
import Testing

/// Answers that may have been paid for and that nobody could read, in a run.
struct UnheardAnswerTests {
    private let desk = Desk()
    private let recipe = Desk.describing(extra: "media: {inline: always}\ngeneration: {max_output_tokens: 1000}")

    private func run(
        _ service: ScriptedTransport,
        photos: Int,
        tokens: Int? = nil,
        concurrency: Int = 1,
        attempts: Int = 5
    ) async throws -> RunSummary {
        for number in 0..<photos { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        var options = RunOptions()
        options.concurrency = concurrency
        options.mostTokens = tokens
        let retry = RetryPolicy(attempts: attempts, sleep: { _ in })
        return try await desk.run(
            recipe,
            options: options,
            using: GeminiClient(key: "k", transport: service, retry: retry)
        )
    }

    @Test(arguments: ["", "{", "<html>", "[]", "{}", #"{"candidates": []}"#])
    func areAskedForOnceMoreAndThenTheItemHasFailed(body: String) async throws {
        let service = ScriptedTransport { _, _ in (200, [:], body) }
        let summary = try await run(service, photos: 3)
        #expect(service.sent.count == 6)
        #expect(summary.failures.map(\.error.kind) == ["server", "server", "server"])
        #expect(summary.failures.map(\.error.isRetryable) == [true, true, true])
        #expect(summary.attempts == 6)
        let unheard = try #require(summary.unheard)
        #expect(unheard.calls == 6)
        #expect(unheard.mostTokens >= 6 * 1000)
        #expect(unheard.mostCost ?? 0 > 0)
        let record = try desk.record("0.png.json")
        #expect(record["unheard"]?["calls"] == 2)
        #expect(record["usage"] == .null)
        #expect(try JSONSchema(Record.schema).violations(of: record).isEmpty)
    }

    @Test func oneThatIsHeardTheSecondTimeStandsBesideWhatItTook() async throws {
        let answer = #"""
            {"id": "v1_a", "status": "completed", "usage": {"total_input_tokens": 5, "total_output_tokens": 3, "total_tokens": 8},
             "steps": [{"type": "model_output", "content": [{"type": "text", "text": "a"}]}]}
            """#
        let service = ScriptedTransport { _, number in (200, [:], number == 0 ? "{" : answer) }
        let summary = try await run(service, photos: 1)
        #expect(summary.completed == 1)
        #expect(summary.usage?.totalTokens == 8)
        #expect(summary.unheard?.calls == 1)
        #expect(try desk.record("0.png.json")["unheard"]?["calls"] == 1)
        // The same command again asks nothing, and knows of nothing that was lost.
        let again = try await run(service, photos: 1)
        #expect(again.upToDate == 1)
        #expect(again.unheard == nil)
    }

    @Test(arguments: [1, 8])
    func neverPassTheBudgetUnseen(concurrency: Int) async throws {
        let service = ScriptedTransport { _, _ in (200, [:], "{") }
        let summary = try await run(service, photos: 30, tokens: 20_000, concurrency: concurrency)
        #expect(summary.stop?.name == "budget_exceeded")
        let unheard = try #require(summary.unheard)
        #expect(unheard.calls == service.sent.count)
        #expect(unheard.mostTokens <= 20_000)
        #expect(unheard.mostTokens > 10_000)
    }

    @Test func areNotAskedForAgainByAClientThatTriesOnce() async throws {
        let service = ScriptedTransport { _, _ in (200, [:], "{") }
        let summary = try await run(service, photos: 1, attempts: 1)
        #expect(service.sent.count == 1)
        #expect(summary.unheard?.calls == 1)
    }

    @Test func areCountedWhenTheyAreOfWhatIsAskedFinally() async throws {
        let service = ScriptedTransport { sent, _ in
            sent.text.contains("INDEX") ? (200, [:], "{") : (200, [:], Self.answer)
        }
        try desk.write(.png(1), to: "in/a.png")
        let summary = try await desk.run(
            recipe + "\nfinally: {prompt: Write an INDEX of it all.}",
            using: GeminiClient(key: "k", transport: service, retry: RetryPolicy(sleep: { _ in }))
        )
        #expect(service.sent.count == 3)
        #expect(summary.completed == 1)
        #expect(summary.unheard?.calls == 2)
    }

    @Test func aRoughServiceIsPaidTwiceForAnItemAtMost() async throws {
        for number in 0..<200 {
            try desk.write(Sample.png(UInt8(number % 250)).data + Data([UInt8(number / 250)]), to: "in/\(number).png")
        }
        var options = EmulatorOptions()
        options.tools = .none
        options.faults = try FaultPlan(
            parsing: """
                seed: 3
                faults:
                  - {name: reset, on: {operation: interactions.create, probability: 0.2}, do: {reset: lost}}
                  - {name: cut, on: {operation: interactions.create, probability: 0.2}, do: {truncate: 40}}
                """
        )
        let emulator = Emulator(options)
        let retry = RetryPolicy(attempts: 8, firstDelay: .milliseconds(1), longestDelay: .milliseconds(2))
        let client = GeminiClient(key: "k", transport: emulator, retry: retry)
        let summary = try await desk.run(recipe, using: client)
        #expect(summary.completed + summary.failures.count == 200)
        #expect(summary.completed > 100)
        #expect(summary.failures.isEmpty == false)
        #expect(summary.failures.allSatisfy { ["server", "network"].contains($0.error.kind) && $0.error.isRetryable })
        let lost = emulator.statistics.faults.values.reduce(0, +)
        #expect(summary.unheard?.calls == lost)
        #expect(emulator.statistics.calls["interactions.create"] == summary.completed + lost)
    }

    /// The first photo is told by the digest in its request: the service answers with something unreadable for so many times.
    @Test(arguments: [(2, 20, 0), (3, 20, 0), (100, 20, 1), (2, 5, 1)])
    func ofFewItemsAreTriedAgainOnceTheRestIsDone(lost: Int, photos: Int, failures: Int) async throws {
        let unlucky = Sample.png(0).data.base64EncodedString()
        let losses = Mutex(0)
        let service = ScriptedTransport { sent, _ in
            let isLost =
                sent.text.contains(unlucky)
                && losses.withLock { losses in
                    losses += 1
                    return losses <= lost
                }
            return (200, [:], isLost ? "{" : Self.answer)
        }
        let summary = try await run(service, photos: photos)
        #expect(summary.failures.total == failures)
        #expect(summary.completed == photos - failures)
        // Two tries beside the rest and two after it, if those before were a rare exception.
        let tries = losses.withLock(\.self)
        #expect(tries == (photos < 10 ? 2 : min(lost + 1, 4)))
        #expect(service.sent.count == photos - 1 + tries)
        #expect(summary.attempts == service.sent.count)
        #expect(summary.unheard?.calls == min(lost, tries))
    }

    private static let answer = #"""
        {"id": "v1_a", "status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "a"}]}]}
        """#
}

import Foundation
import Gemini
import GeminiEmulator
import Sluice
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct FinaleTests {
    let desk = Desk()

    private static func recipe(_ finally: String = "prompt: Write an INDEX of it all.") -> String {
        Desk.describing(extra: "finally: {\(finally)}\noutput: {rollups: [jsonl]}")
    }

    private func emulator(_ script: String) throws -> Emulator {
        var options = EmulatorOptions()
        options.tools = .none
        options.script = try Script(parsing: script)
        return Emulator(options)
    }

    private func run(_ emulator: Emulator, _ recipe: String = recipe()) async throws -> RunSummary {
        try await desk.run(recipe, using: GeminiClient(key: "any", transport: emulator))
    }

    private func finally() throws -> JSONValue { try desk.record("finally.json") }

    @Test func itAsksOnceOverAllAnswers() async throws {
        let emulator = try emulator(
            """
            answers:
              - {when: {prompt: "a fox in snow"}, text: "The index: a fox."}
              - {when: {prompt: "What is it"}, text: "It is a fox in snow"}
            """
        )
        try desk.write(.png(1), to: "in/a.png")
        try desk.write("", to: "in/empty.png")
        let summary = try await run(emulator)
        #expect(summary.failures.map(\.name) == ["empty.png"])
        #expect(try finally()["status"] == "completed")
        #expect(try finally()["results"] == 1)
        #expect(try finally()["output"]?["text"] == "The index: a fox.")
        #expect(try String(contentsOf: desk.folder / "out/finally.md", encoding: .utf8) == "The index: a fox.\n")
        // It is no result itself.
        let lines = try String(contentsOf: desk.folder / "out/results.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
    }

    @Test func itIsNotAskedAgainWhenNothingChanged() async throws {
        let emulator = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        try desk.write(.png(1), to: "in/a.png")
        _ = try await run(emulator)
        #expect(emulator.statistics.generations == 2)
        _ = try await run(emulator)
        #expect(emulator.statistics.generations == 2)
        try desk.write(.png(2), to: "in/b.png")
        _ = try await run(emulator)
        #expect(emulator.statistics.generations == 4)
        _ = try await run(emulator, Self.recipe("prompt: Another INDEX please."))
        #expect(emulator.statistics.generations == 5)
        // The answer was deleted, and is made again from what is known.
        try FileManager.default.removeItem(at: desk.folder / "out/finally.json")
        _ = try await run(emulator, Self.recipe("prompt: Another INDEX please."))
        #expect(emulator.statistics.generations == 5)
        #expect(try finally()["output"]?["text"] == "An index")
    }

    @Test func whatDoesNotFitOneRequestIsAskedInParts() async throws {
        let long = String(repeating: "long ", count: 250)
        let emulator = try emulator(
            """
            answers:
              - {when: {prompt: "Make one answer of them"}, text: "joined"}
              - {when: {prompt: "number 1;"}, text: "part one"}
              - {when: {prompt: "number 2;"}, text: "part two"}
              - {when: {prompt: "What is it"}, text: "\(long)"}
            """
        )
        for number in 0..<4 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        let recipe = Self.recipe("prompt: Write an INDEX., part_tokens: 1000")
        _ = try await run(emulator, recipe)
        #expect(try finally()["output"]?["text"] == "joined")
        #expect(try finally()["requests"] == 3)
        #expect(emulator.statistics.generations == 7)
        // Only the part that changed is asked again, and the joining.
        try desk.write(.png(9), to: "in/3.png")
        _ = try await run(emulator, recipe)
        #expect(emulator.statistics.generations <= 7 + 1 + 2)
    }

    @Test func onlyTheFieldsAskedForAreSent() async throws {
        let emulator = try emulator(
            """
            answers:
              - {when: {pattern: "INDEX(.|\\n)*secret"}, text: "leaked"}
              - {when: {pattern: "INDEX(.|\\n)*Fox"}, json: {entries: ["Fox"]}}
              - {when: {prompt: "What is it"}, json: {title: Fox, note: secret}}
            """
        )
        try desk.write(.png(1), to: "in/a.png")
        let recipe = Desk.describing(
            schema: "title, note",
            extra: "finally: {prompt: Write an INDEX., fields: [title], response: {schema: \"entries [string]\"}}"
        )
        let summary = try await run(emulator, recipe)
        #expect(summary.failures.isEmpty)
        #expect(try finally()["output"]?["data"] == ["entries": ["Fox"]])
        #expect(!FileManager.default.fileExists(atPath: (desk.folder / "out/finally.md").path))
    }

    @Test func theBudgetHoldsItToo() async throws {
        let emulator = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        try desk.write(.png(1), to: "in/a.png")
        let recipe = Self.recipe("prompt: Write an INDEX., generation: {max_output_tokens: 4000}")
        let brief = recipe + "\ngeneration: {max_output_tokens: 500}\nmedia: {inline: always}"
        var options = RunOptions()
        options.mostTokens = 3000
        let client = GeminiClient(key: "any", transport: emulator)
        let summary = try await desk.run(brief, options: options, using: client)
        guard case .budget(let error) = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect(error.message.contains("asked finally"))
        #expect(summary.completed == 1)
        #expect(emulator.statistics.generations == 1)
        options.mostTokens = 10_000
        let next = try await desk.run(brief, options: options, using: client)
        #expect(next.stop == nil)
        #expect(emulator.statistics.generations == 2)
        #expect(try finally()["output"]?["text"] == "An index")
        #expect(next.attempts == 1)
        #expect(next.estimatedTokens > 0)
    }

    @Test func whatWasPaidBeforeAFailureIsCounted() async throws {
        let emulator = try emulator(
            """
            answers:
              - {when: {prompt: "Make one answer of them"}, text: "joi", status: incomplete}
              - {when: {prompt: "INDEX"}, text: "part"}
              - {when: {prompt: "What is it"}, text: "\(String(repeating: "long ", count: 250))"}
            """
        )
        for number in 0..<4 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        let summary = try await run(emulator, Self.recipe("prompt: Write an INDEX., part_tokens: 1000"))
        #expect(summary.failures.map(\.name) == ["finally"])
        #expect(try finally()["usage"]?["total_tokens"]?.number?.int ?? 0 > 0)
        #expect(summary.attempts == emulator.statistics.generations)
    }

    @Test func aFailureIsReportedAndAskedAgainNextTime() async throws {
        let failing = try emulator("answers: [{when: {prompt: INDEX}, text: An ind, status: incomplete}]")
        try desk.write(.png(1), to: "in/a.png")
        let summary = try await run(failing)
        #expect(summary.completed == 1)
        #expect(summary.failures.map(\.name) == ["finally"])
        #expect(summary.failures.first?.error.kind == "truncated")
        #expect(try finally()["error"]?["kind"] == "truncated")
        let working = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        #expect(try await run(working).failures.isEmpty)
        #expect(try finally()["status"] == "completed")
    }

    @Test func anAnswerThatIsThereStaysWhenTheNextCannotBeHad() async throws {
        let working = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        try desk.write(.png(1), to: "in/a.png")
        _ = try await run(working)
        try desk.write(.png(2), to: "in/b.png")
        let failing = try emulator("answers: [{when: {prompt: INDEX}, text: An ind, status: incomplete}]")
        let summary = try await run(failing)
        #expect(summary.failures.map(\.name) == ["finally"])
        #expect(try finally()["status"] == "failed")
        #expect(try finally()["error"]?["kind"] == "truncated")
        #expect(try finally()["output"]?["text"] == "An index")
        #expect(try finally()["results"] == 1)
        #expect(try String(contentsOf: desk.folder / "out/finally.md", encoding: .utf8) == "An index\n")
        // What failed after the last item is no item.
        let status = try await RunStatus(of: desk.folder / "out")
        #expect(status.pending == 0)
        #expect(status.finally?.state == .failed)
    }

    @Test func callsThatFailedCountAsCalls() async throws {
        let emulator = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        try desk.write(.png(1), to: "in/a.png")
        let inline = Self.recipe() + "\nmedia: {inline: always}"
        let retry = RetryPolicy(attempts: 4, firstDelay: .milliseconds(1), longestDelay: .milliseconds(2))
        let client = GeminiClient(key: "any", transport: emulator, retry: retry)
        _ = try await desk.run(inline, using: client)
        try FileManager.default.removeItem(at: desk.folder / "out/finally.json")
        try FileManager.default.removeItem(at: desk.folder / "out/.sluice/finally")
        emulator.setFaults(
            try FaultPlan(parsing: "faults: [{on: {operation: interactions.create, first: 2}, do: {status: 503}}]")
        )
        let summary = try await desk.run(inline, using: client)
        #expect(summary.stop == nil)
        #expect(summary.attempts == 3)
    }

    @Test func eachPartHasThePriceOfItsOwnSize() async throws {
        let prices = """
            {"models": [{"model": "gemini-3.5-flash", "input": 1, "output": 0, "up_to_input_tokens": 3000},
            {"model": "gemini-3.5-flash", "input": 1000, "output": 0}]}
            """
        let emulator = try emulator(
            """
            answers:
              - {when: {prompt: INDEX}, text: part}
              - {when: {prompt: "What is it"}, text: "\(String(repeating: "long ", count: 600))"}
            """
        )
        for number in 0..<8 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        var options = RunOptions()
        options.prices = try PriceList(parsing: Array(prices.utf8), named: "prices")
        let recipe = Self.recipe("prompt: Write an INDEX., part_tokens: 2000")
        let client = GeminiClient(key: "any", transport: emulator)
        let summary = try await desk.run(recipe, options: options, using: client)
        let tokens = try #require(summary.usage?.totalInputTokens)
        #expect(tokens > 3000)
        #expect(summary.cost == Money.rounded(Double(tokens) / 1e6))
    }

    @Test func thePlanKnowsWhetherItWouldBeAskedAgain() async throws {
        let emulator = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        try desk.write(.png(1), to: "in/a.png")
        _ = try await run(emulator)
        #expect(try await desk.prepared(Self.recipe()).forecastFinally(over: 1, afterWork: false) == nil)
        let other = try desk.prepared(Self.recipe("prompt: Another INDEX please."))
        #expect(try await other.forecastFinally(over: 1, afterWork: false)?.estimate?.requests == 1)
        let many = try desk.prepared(Self.recipe("prompt: Another INDEX please., part_tokens: 1000"))
        let estimate = try await many.forecastFinally(over: 100, afterWork: true)?.estimate
        #expect(estimate?.requests ?? 0 > 2)
        #expect(estimate?.largestInput ?? 0 < estimate?.inputTokens ?? 0)
    }

    @Test func numbersMayBeOfAnySize() async throws {
        let emulator = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        try desk.write(.png(1), to: "in/a.png")
        let most = "\(Int.max)"
        let recipe =
            Self.recipe("prompt: Write an INDEX., part_tokens: \(most), generation: {max_output_tokens: \(most)}")
            + "\ngeneration: {max_output_tokens: \(most)}"
        #expect(try await desk.prepared(recipe).forecastFinally(over: 1, afterWork: true) != nil)
        var options = RunOptions()
        options.mostTokens = 1000
        let summary = try await desk.run(recipe, options: options, using: GeminiClient(key: "any", transport: emulator))
        #expect(summary.completed == 0)
        #expect(emulator.statistics.generations == 0)
    }

    @Test(.timeLimit(.minutes(1)))
    func whoIsAskedToStopWaitsNoLongerThanTheGracePeriod() async throws {
        let emulator = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        emulator.setFaults(try FaultPlan(parsing: "faults: [{on: {prompt: INDEX}, do: {delay: 600}}]"))
        try desk.write(.png(1), to: "in/a.png")
        let control = RunControl()
        var options = RunOptions()
        options.grace = .milliseconds(20)
        let client = GeminiClient(key: "any", transport: emulator)
        async let watching: Void = {
            while emulator.statistics.faults.isEmpty { await Task.yield() }
            control.stop()
        }()
        let summary = try await desk.run(Self.recipe(), options: options, using: client, control: control)
        await watching
        #expect(summary.stop == .requested)
        #expect(summary.completed == 1)
    }

    @Test func theRecordOfAnItemOfThatNameIsNotOverwritten() async throws {
        let emulator = try emulator("answers: []")
        try desk.write(.png(1), to: "in/finally")
        let summary = try await run(emulator)
        #expect(summary.failures.map(\.name) == ["finally"])
        #expect(try finally()["schema_version"] == 1)
    }

    @Test func aRunThatIsStoppedDoesNotAsk() async throws {
        let emulator = try emulator("answers: [{when: {prompt: INDEX}, text: An index}]")
        for number in 0..<4 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        let control = RunControl()
        var options = RunOptions()
        options.concurrency = 1
        let client = GeminiClient(key: "any", transport: emulator)
        _ = try await desk.run(Self.recipe(), options: options, using: client, control: control) { event in
            if case .finished = event { control.stop() }
        }
        #expect(!FileManager.default.fileExists(atPath: (desk.folder / "out/finally.json").path))
    }

    @Test(
        arguments: [
            ("finally: {prompt: \" \"}", "finally.prompt is blank"),
            ("finally: {fields: [a]}", "finally.prompt is missing"),
            ("finally: {prompt: x, field: [a]}", "unknown key 'field'"),
            ("finally: {prompt: x, part_tokens: 3}", "finally.part_tokens should be"),
            ("output: {rollups: [xml]}", "output.rollups[0] should be one of jsonl, csv"),
        ] as [(String, String)]
    )
    func whatIsWrongInTheRecipeIsSaid(extra: String, message: String) {
        let error = #expect(throws: RecipeError.self) { try Recipe(yaml: Desk.describing(extra: extra), file: "r") }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }
}

import Foundation
import Sluice
import Synchronization
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct BudgetTests {
    let desk = Desk()

    @Test func whatIsUnderWayCountsWithTheMostItCanCost() async throws {
        let budget = Budget(dollars: 1, tokens: nil)
        let first = try await budget.reserve(Spending(dollars: 0.6), holding: nil)
        let order = Mutex<[String]>([])
        async let second = {
            let second = try await budget.reserve(Spending(dollars: 0.6), holding: nil)
            order.withLock { $0.append("second") }
            return second
        }()
        order.withLock { $0.append("first") }
        first.settle(spent: Spending(dollars: 0.3))
        let last = try await second
        #expect(order.withLock(\.self) == ["first", "second"])
        last.settle(spent: Spending(dollars: 0.5))
        let error = await #expect(throws: ItemError.self) {
            try await budget.reserve(Spending(dollars: 0.6), holding: nil)
        }
        #expect(error?.kind == "budget_exceeded")
    }

    /// One place for many: whoever misses a settlement between looking and queueing waits for ever.
    @Test func noSettlementIsMissedByThoseThatWait() async throws {
        let budget = Budget(dollars: nil, tokens: 61_601)
        let most = Spending(tokens: 60_000, dollars: 0)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<4 {
                tasks.addTask { @concurrent in
                    for _ in 0..<200 {
                        let reservation = try await budget.reserve(most, holding: nil)
                        reservation.settle(spent: Spending(tokens: 2, dollars: 0))
                    }
                }
            }
            try await tasks.waitForAll()
        }
        #expect(budget.spent.tokens == 1_600)
    }

    @Test func aRunNeverSpendsMoreThanItsTokens() async throws {
        for number in 0..<30 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        let recipe = Desk.describing(extra: "media: {inline: always}\ngeneration: {max_output_tokens: 500}")
        var options = RunOptions()
        options.mostTokens = 12_000
        let summary = try await desk.run(recipe, options: options)
        guard case .budget(let error) = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect(error.kind == "budget_exceeded")
        #expect(summary.failures.isEmpty)
        #expect(summary.completed > 0)
        #expect((summary.usage?.totalTokens ?? .max) <= 12_000)
        #expect(desk.generations == summary.completed)
        // The same command without a limit does the rest.
        let rest = try await desk.run(recipe)
        #expect(rest.upToDate == summary.completed)
        #expect(rest.completed + rest.upToDate == 30)
    }

    @Test(.timeLimit(.minutes(1)))
    func whoWaitsForMoneyIsNeverWaitedFor() async throws {
        // What is large is composed only by who has a place, and what is small before.
        try desk.write(String(repeating: "word ", count: 22_000), to: "in/0.txt")
        for number in 1..<6 { try desk.write("Some words of text \(number).", to: "in/\(number).txt") }
        let recipe = """
            sluice: 1
            model: gemini-3.5-flash
            generation: {max_output_tokens: 8000}
            select: {modalities: [text]}
            limits: {concurrency: 1}
            turns: [{input: [{text: Summarize.}, {media: files}]}]
            """
        var options = RunOptions()
        options.mostTokens = 60_000
        let summary = try await desk.run(recipe, options: options)
        #expect(summary.completed >= 5, "\(summary)")
    }

    @Test func aRunNeverSpendsMoreThanItsDollars() async throws {
        for number in 0..<30 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        let recipe = Desk.describing(
            extra: "media: {inline: always}\ngeneration: {max_output_tokens: 500}\nlimits: {budget_usd: 0.03}"
        )
        let summary = try await desk.run(recipe)
        #expect(summary.stop?.name == "budget_exceeded")
        let cost = try #require(summary.cost)
        #expect(cost > 0 && cost <= 0.03)
        let record = try desk.record(try #require(desk.records().first))
        #expect((record["cost_usd"]?.number?.double ?? 0) > 0)
    }

    @Test func aBudgetForAModelWithoutAPriceIsRefusedBeforeAnythingIsSpent() async throws {
        try desk.write(.png(1), to: "in/a.png")
        let recipe = Desk.describing(extra: "limits: {budget_usd: 1}").replacing(
            "gemini-3.5-flash",
            with: "gemini-4-argon"
        )
        let error = await #expect(throws: ItemError.self) { try await desk.run(recipe) }
        #expect(error?.message.contains("gemini-4-argon") == true)
        #expect(error?.hint?.contains("--prices") == true)
        #expect(desk.generations == 0)
    }
}

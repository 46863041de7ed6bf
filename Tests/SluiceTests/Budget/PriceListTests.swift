import Foundation
import Sluice
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct PriceListTests {
    let folder = TemporaryFolder()

    @Test func theListThatComesWithTheLibraryHasADateAndPrices() throws {
        let list = PriceList.builtIn
        #expect(list.date.wholeMatch(of: /20\d\d-\d\d-\d\d/) != nil)
        #expect(list.price(of: "models/gemini-3.5-flash")?.output == 9)
        #expect(list.price(of: "gemini-4-argon") == nil)
    }

    @Test func aPriceMayEndOnADayAndRiseWithTheSize() throws {
        let list = PriceList.builtIn
        #expect(
            list.price(of: "gemini-3.8-flash", on: try Date("2026-12-31T20:00:00Z", strategy: .iso8601))?.input == 0.75
        )
        #expect(
            list.price(of: "gemini-3.8-flash", on: try Date("2027-01-01T20:00:00Z", strategy: .iso8601))?.input == 1.5
        )
        #expect(list.price(of: "gemini-3.1-pro-preview", inputTokens: 200_000)?.input == 2)
        #expect(list.price(of: "gemini-3.1-pro-preview", inputTokens: 200_001)?.input == 4)
    }

    @Test func whatIsTooLargeForEveryPriceCountsWithTheDearest() throws {
        let list = PriceList.builtIn
        let (model, tier) = ("gemini-2.5-pro", "standard")
        #expect(list.cost(input: 300_000, audio: 0, output: 0, largest: 300_000, model: model, tier: tier) == nil)
        let most = try #require(list.most(input: 300_000, audio: 0, output: 0, model: model, tier: tier))
        let known = try #require(list.most(input: 100_000, audio: 0, output: 0, model: model, tier: tier))
        #expect(most >= known * 3)
        #expect(list.most(input: 1, audio: 0, output: 1, model: "gemini-4-argon", tier: tier) == nil)
    }

    @Test(
        arguments: [
            ("standard", 0.0105), ("flex", 0.00525), ("priority", 0.021),
        ]
    )
    func thoughtsCountAsOutputAndTiersHaveTheirFactor(tier: String, dollars: Double) throws {
        let usage = try usage(#"{"total_input_tokens": 1000, "total_output_tokens": 600, "total_thought_tokens": 400}"#)
        let cost = try #require(PriceList.builtIn.cost(of: usage, model: "gemini-3.5-flash", tier: tier))
        #expect(abs(cost - dollars) < 1e-9)
    }

    @Test func soundAndCachedInputHavePricesOfTheirOwn() throws {
        let sound = try usage(
            """
            {"total_input_tokens": 1000, "total_output_tokens": 0,
             "input_tokens_by_modality": [{"modality": "audio", "tokens": 600}, {"modality": "text", "tokens": 400}]}
            """
        )
        let cost = try #require(PriceList.builtIn.cost(of: sound, model: "gemini-2.5-flash", tier: "standard"))
        #expect(abs(cost - (600 * 1.0 + 400 * 0.3) / 1e6) < 1e-12)
        let cached = try usage(#"{"total_input_tokens": 1000, "total_output_tokens": 0, "total_cached_tokens": 1000}"#)
        let own = try list(#"{"models": [{"model": "m", "input": 1, "cached_input": 0.1, "output": 1}]}"#)
        #expect(abs((own.cost(of: cached, model: "m", tier: "standard") ?? 0) - 0.0001) < 1e-12)
    }

    @Test func aListOfOnesOwnGoesBeforeTheBuiltInOne() throws {
        let own = try list(
            #"{"as_of": "2027-01-01", "models": [{"model": "gemini-4-argon", "input": 1, "output": 2}]}"#
        )
        #expect(own.price(of: "gemini-4-argon")?.output == 2)
        #expect(own.price(of: "gemini-3.5-flash")?.output == 9)
        #expect(own.date == "2027-01-01")
    }

    @Test(arguments: [
        "no json", "{}", #"{"models": [{"model": "m"}]}"#, #"{"models": [{"model": "m", "input": -1, "output": 1}]}"#,
    ])
    func whatIsNoListIsRefusedByItsName(text: String) throws {
        let error = #expect(throws: ItemError.self) { try list(text) }
        #expect(error?.message.contains("prices.json") == true)
    }

    private func list(_ text: String) throws -> PriceList {
        try PriceList(contentsOf: folder.write(text, to: "prices.json").path)
    }

    private func usage(_ text: String) throws -> TokenUsage {
        try #require(TokenUsage(json: try JSONValue(parsing: text)))
    }
}

public import Foundation
private import SluiceBuiltInPrices
import SluiceMedia
import StructuredJSON

/// What models cost. Prices change: a list has a date, and may be replaced by one of your own.
public struct PriceList: Sendable {
    /// When these prices were read: `2026-10-07`.
    public let date: String
    private let tiers: [String: Double]
    private let models: [String: [ModelPrice]]

    /// The list that comes with the library.
    public static let builtIn: PriceList = {
        do {
            return try PriceList(parsing: BuiltInPrices.json, named: "the list of prices")
        } catch {
            preconditionFailure("The list of prices that comes with the library is broken: \(error)")
        }
    }()

    /// Reads a list of your own. What it does not name is looked up in the one that comes with the library.
    ///
    /// - Throws: ``ItemError`` that says what is wrong with it.
    public init(contentsOf path: String) throws(ItemError) {
        guard let bytes = RegularFile.bytes(at: path) else {
            throw ItemError(kind: .invalidRequest, message: "\(path) cannot be read")
        }
        let own = try PriceList(parsing: bytes, named: path)
        date = own.date
        tiers = own.tiers
        models = PriceList.builtIn.models.merging(own.models) { $1 }
    }

    init(parsing bytes: [UInt8], named name: String) throws(ItemError) {
        func wrong(_ why: String) -> ItemError {
            ItemError(
                kind: .invalidRequest,
                message: "\(name) is no list of prices: \(why)",
                hint:
                    #"write {"as_of": "2026-10-07", "models": [{"model": "…", "input": 1.5, "output": 9}]}, dollars for a million tokens"#
            )
        }
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw wrong("\(error)")
        }
        guard let list = json["models"]?.array else { throw wrong("it has no models") }
        var models: [String: [ModelPrice]] = [:]
        for (number, entry) in list.enumerated() {
            guard let model = entry["model"]?.string, let price = ModelPrice(entry) else {
                throw wrong("entry \(number + 1) needs a model, and an input and an output price of 0 or more")
            }
            models[Self.plain(model), default: []].append(price)
        }
        self.models = models
        date = json["as_of"]?.string ?? "an unknown date"
        var tiers = ["standard": 1.0, "flex": 0.5, "priority": 2.0]
        for (name, factor) in json["tiers"]?.object ?? [:] {
            if let factor = factor.number?.double, factor >= 0 { tiers[name] = factor }
        }
        self.tiers = tiers
    }

    private static func plain(_ model: String) -> String {
        model.hasPrefix("models/") ? String(model.dropFirst("models/".count)) : model
    }

    /// The price of a model for a request of some size. `nil` when it is not known.
    public func price(of model: String, inputTokens: Int = 0, on date: Date = .now) -> ModelPrice? {
        models[Self.plain(model)]?.first { price in
            inputTokens <= price.mostInput ?? .max && price.holds(on: date)
        }
    }

    /// What a call cost, in US dollars. `nil` when the price or the counts are not known.
    public func cost(of usage: TokenUsage, model: String, tier: String) -> Double? {
        guard let input = usage.totalInputTokens, let output = usage.totalOutputTokens, let factor = tiers[tier],
            let price = price(of: model, inputTokens: input)
        else { return nil }
        let dollars = price.cost(
            input: input,
            audio: usage.inputTokens(of: "audio"),
            cached: usage.totalCachedTokens ?? 0,
            output: output + (usage.totalThoughtTokens ?? 0)
        )
        return Money.rounded(dollars * factor)
    }

    /// What tokens that were counted otherwise cost.
    ///
    /// - Parameter largest: The input of the largest request, by whose size the price is chosen.
    func cost(input: Int, audio: Int, output: Int, largest: Int, model: String, tier: String) -> Double? {
        guard let factor = tiers[tier], let price = price(of: model, inputTokens: largest) else { return nil }
        return Money.rounded(price.cost(input: input, audio: audio, output: output) * factor)
    }

    /// The most that tokens may cost: at the dearest of the model's prices where none is for so large a request. `nil` when
    /// nothing is known of the model.
    func most(input: Int, audio: Int, output: Int, model: String, tier: String) -> Double? {
        let prices = (models[Self.plain(model)] ?? []).filter { $0.holds(on: .now) }
        let fitting = price(of: model, inputTokens: input).map { [$0] } ?? prices
        let costs = fitting.map { $0.cost(input: input, audio: audio, output: output) }
        return costs.max().flatMap { dearest in tiers[tier].map { Money.rounded(dearest * $0) } }
    }
}

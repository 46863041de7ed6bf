import Foundation
import Sluice
import StructuredJSON

/// Adds up what a run would do, for people and for machines.
struct PlanTable {
    private let recipe: Recipe
    private let capabilities: Capabilities
    private let prices: PriceList
    private let keepsItems: Bool
    private var items: [JSONValue] = []
    private var completed = 0
    private var failed = 0
    private var skipped = 0
    private var pending = 0
    private var requests = 0
    private var input = 0
    private var output = 0
    private var bytes: Int64 = 0
    private var cost = 0.0
    private var flexCost = 0.0
    private var guesses = 0
    private var unpriced = 0
    private var hasHeader = false
    private var finally: Forecast?

    /// - Parameters:
    ///   - capabilities: What the service takes.
    ///   - keepsItems: Whether ``json`` has every item; a table for people is printed as it comes.
    init(_ recipe: Recipe, _ prices: PriceList, for capabilities: Capabilities, keepsItems: Bool) {
        self.recipe = recipe
        self.capabilities = capabilities
        self.prices = prices
        self.keepsItems = keepsItems
    }

    mutating func add(_ forecast: Forecast) {
        switch forecast.state {
        case "completed": completed += 1
        case "failed": failed += 1
        case "skipped": skipped += 1
        default:
            pending += 1
            for media in forecast.media { bytes.add(media.bytes) }
        }
        if let estimate = forecast.estimate {
            count(estimate, forecast)
            if estimate.isGuess { guesses += 1 }
        }
        if keepsItems { items.append(forecast.json(recipe, capabilities)) }
    }

    /// Items that will have an answer, as far as is known.
    var results: Int { completed + pending }

    /// Whether there is no file at all.
    var isEmpty: Bool { completed + failed + skipped + pending == 0 }

    /// Whether something will be asked.
    var hasWork: Bool { pending > 0 }

    /// Adds what is asked over all answers.
    mutating func conclude(with forecast: Forecast) {
        guard let estimate = forecast.estimate else { return }
        finally = forecast
        count(estimate, forecast)
    }

    private mutating func count(_ estimate: ItemEstimate, _ forecast: Forecast) {
        requests += estimate.requests
        input.add(estimate.inputTokens)
        output.add(estimate.outputTokens)
        cost += forecast.cost ?? 0
        flexCost += forecast.flexCost ?? 0
        if forecast.cost == nil { unpriced += 1 }
    }

    var json: JSONValue {
        let isKnown = unpriced == 0
        var json: JSONObject = [
            "pipeline": .string(recipe.name), "model": .string(recipe.model),
            "service_tier": .string(recipe.serviceTier.rawValue),
            "totals": [
                "completed": completed.json, "failed": failed.json, "skipped": skipped.json, "pending": pending.json,
                "requests": requests.json, "bytes": bytes.json,
                "tokens": ["input": input.json, "output": output.json, "total": (input + output).json],
                "cost_usd": isKnown ? Money.rounded(cost).json : .null,
                "cost_usd_flex": isKnown ? Money.rounded(flexCost).json : .null,
                "guesses": guesses.json,
            ],
            "finally": finally?.finallyJSON ?? .null,
            "prices": ["as_of": .string(prices.date), "known": .bool(prices.price(of: recipe.model) != nil)],
            "items": .array(items),
        ]
        if !recipe.warnings.isEmpty { json["warnings"] = recipe.warnings.json }
        return .object(json)
    }

    /// The rows of an item, and the header before the first.
    mutating func lines(of forecast: Forecast) -> [String] {
        let row = [
            forecast.types.padded(24), forecast.byteText.padded(10, right: true),
            (forecast.media.isEmpty ? "–" : forecast.transport(recipe, capabilities)).padded(7),
            (forecast.estimate.map { "\($0.isGuess ? "~" : "")\($0.tokens)" } ?? "–").padded(9, right: true),
            (forecast.cost.map(Money.text) ?? "–").padded(9, right: true), forecast.explanation,
        ].joined(separator: " ")
        let notes = forecast.media.flatMap(\.notes).map { "          ↳ \($0.printable)" }
        guard !hasHeader else { return [row] + notes }
        hasHeader = true
        let header = [
            "TYPE".padded(24), "BYTES".padded(10, right: true), "SENT".padded(7), "TOKENS".padded(9, right: true),
            "PRICE".padded(9, right: true), "ITEM",
        ]
        return [header.joined(separator: " "), row] + notes
    }

    /// - Parameter retriesFailed: Whether only what failed is looked at.
    func totalLines(retriesFailed: Bool) -> [String] {
        guard !isEmpty else {
            return [retriesFailed ? "Nothing failed the last time." : "There is no file to work on."]
        }
        var lines = [
            "", "\(pending) to do · \(completed) done · \(skipped) left out · \(failed) cannot be used",
        ]
        guard requests > 0 else { return lines }
        lines.append(
            "\(requests) requests · about \(input) tokens in and \(output) out · \(bytes.inBytes)"
        )
        if let estimate = finally?.estimate {
            lines.append(
                "Of these, \(estimate.requests) finally over the answers of \(results == 1 ? "one item" : "\(results) items"): about \(estimate.tokens) tokens"
            )
        }
        if guesses > 0 { lines.append("\(guesses) with a length or a size that is not known, marked ~ and guessed") }
        guard let price = prices.price(of: recipe.model) else {
            return lines + ["No price is known for \(recipe.model); --prices FILE names one."]
        }
        let tier = recipe.serviceTier == .flex ? "" : ", or \(Money.text(flexCost)) with --tier flex"
        lines.append(
            "About \(Money.text(cost)) at the \(recipe.serviceTier.rawValue) tier\(tier) (prices of \(prices.date))"
        )
        if unpriced > 0 { lines.append("\(unpriced) too large for any price that is known, and not counted") }
        if !price.isConfirmed { lines.append("The price of \(recipe.model) is inferred, not confirmed.") }
        return lines
    }
}

extension Forecast {
    /// As `plan` and `status` call it.
    var state: String {
        switch fate {
        case .done: "completed"
        case .skipped: "skipped"
        case .refused: "failed"
        case .reused, .duplicate, .run: "pending"
        }
    }

    fileprivate var types: String {
        var types: [String] = []
        for file in media where !types.contains(file.type.rawValue) { types.append(file.type.rawValue) }
        return types.isEmpty ? "–" : types.joined(separator: "+")
    }

    fileprivate var byteText: String {
        media.isEmpty ? "–" : media.reduce(0) { $0 + $1.bytes }.inBytes
    }

    /// How the first of its files would travel.
    fileprivate func transport(_ recipe: Recipe, _ capabilities: Capabilities) -> String {
        media.first.map { recipe.transport(of: $0, by: capabilities).rawValue } ?? "–"
    }

    /// As what is asked over all answers.
    fileprivate var finallyJSON: JSONValue {
        [
            "requests": estimate?.requests.json ?? .null, "tokens": tokens, "cost_usd": cost?.json ?? .null,
            "cost_usd_flex": flexCost?.json ?? .null,
        ]
    }

    private var tokens: JSONValue {
        estimate.map { estimate in
            [
                "input": estimate.inputTokens.json, "output": estimate.outputTokens.json,
                "total": estimate.tokens.json, "guess": .bool(estimate.isGuess),
            ]
        } ?? .null
    }

    fileprivate func json(_ recipe: Recipe, _ capabilities: Capabilities) -> JSONValue {
        let files = media.map { file -> JSONValue in
            [
                "path": .string(file.url.path), "bytes": file.bytes.json, "mime_type": .string(file.type.rawValue),
                "modality": .string(file.modality.rawValue),
                "sent": .string(recipe.transport(of: file, by: capabilities).rawValue),
                "notes": file.notes.json,
            ]
        }
        return [
            "name": .string(name), "output": output?.json ?? .null, "state": .string(state),
            "reason": .string(explanation.dropFirst(name.printable.count + 2).description), "files": .array(files),
            "tokens": tokens, "cost_usd": cost?.json ?? .null, "cost_usd_flex": flexCost?.json ?? .null,
        ]
    }
}

import Foundation
import SluiceMedia
import StructuredJSON

/// Counts what items will take before they are asked about.
struct Estimator: Sendable {
    let recipe: Recipe
    let prices: PriceList
    private let service: any ModelService

    /// The longest answer of today's models (contract §7.2).
    static let longestAnswer = 65_536
    /// Numbers may be of any size in a recipe, and are added up.
    private static let beyondAnyAnswer = 1 << 40

    init(_ recipe: Recipe, _ prices: PriceList, _ service: any ModelService) {
        self.recipe = recipe
        self.prices = prices
        self.service = service
    }

    /// Looks at the headers of an item's files and counts.
    ///
    /// - Parameter usualOutput: Tokens that answers of this recipe have taken on average, thoughts included.
    func estimate(_ media: [MediaFile], prompts: [String], usualOutput: Int? = nil) async -> ItemEstimate {
        var estimate = ItemEstimate()
        var sizes: [(modality: Modality, tokens: Int)] = []
        var length: RecordingLength?
        let use = recipe.mediaUse(of: media)
        for file in media {
            if isTranscribed(media) { length = RecordingLength(of: file, await file.readFacts()) }
            let count = await service.tokens(of: file, as: use, for: recipe.model)
            sizes.append((file.modality, count.tokens))
            estimate.isGuess = estimate.isGuess || count.isGuess
        }
        add(sizes, prompts, usualOutput, to: &estimate)
        if let length, let settings = recipe.transcript {
            estimate.transcribe(length, settings, media: sizes.reduce(0) { $0 + $1.tokens }, usualOutput: usualOutput)
        }
        return estimate
    }

    /// US dollars. `nil` when the price is not known.
    func cost(_ estimate: ItemEstimate, tier: Recipe.ServiceTier? = nil) -> Double? {
        prices.cost(
            input: estimate.inputTokens,
            audio: estimate.audioTokens,
            output: estimate.outputTokens,
            largest: estimate.largestInput,
            model: recipe.model,
            tier: (tier ?? recipe.serviceTier).rawValue
        )
    }

    /// The most that it can cost: every answer as long as it may be.
    func most(_ estimate: ItemEstimate) -> Spending {
        let dollars = prices.most(
            input: estimate.mostInputTokens,
            audio: estimate.audioTokens,
            output: estimate.mostOutputTokens,
            model: recipe.model,
            tier: recipe.serviceTier.rawValue
        )
        return Spending(tokens: estimate.mostInputTokens + estimate.mostOutputTokens, dollars: dollars ?? 0)
    }

    /// Whether an item is one recording, whose parts are the recipe's affair.
    private func isTranscribed(_ media: [MediaFile]) -> Bool {
        guard recipe.transcript != nil, media.count == 1, let modality = media.first?.modality,
            modality == .audio || modality == .video
        else { return false }
        return recipe.media.processing[modality]?.selectsPart != true
    }

    /// Adds the turns. A service that remembers nothing is told everything again.
    private func add(
        _ media: [(modality: Modality, tokens: Int)],
        _ prompts: [String],
        _ usualOutput: Int?,
        to estimate: inout ItemEstimate
    ) {
        var prompts = prompts[...]
        let system = recipe.system == nil ? 0 : TokenEstimate.text(bytes: prompts.popFirst()?.utf8.count ?? 0).tokens
        var said = 0
        var saidSound = 0
        for turn in recipe.turns {
            for part in turn.input {
                switch part {
                case .text: said += TokenEstimate.text(bytes: prompts.popFirst()?.utf8.count ?? 0).tokens
                case .media(let choice):
                    for file in media where choice.modality == nil || choice.modality == file.modality {
                        said += file.tokens
                        if file.modality == .audio { saidSound += file.tokens }
                    }
                }
            }
            let input = system + said + turn.schemaTokens
            let config = config(with: turn.generation)
            let limit = longestAnswer(config)
            let output = min(usualOutput.map { $0 / recipe.turns.count } ?? guessedOutput(config), limit)
            estimate.requests += 1
            estimate.inputTokens += input
            estimate.audioTokens += saidSound
            estimate.largestInput = max(estimate.largestInput, input)
            estimate.outputTokens += output
            estimate.mostOutputTokens += limit
            // Rules are approximate, guesses more so; an earlier answer may have been as long as it could.
            estimate.mostInputTokens += (estimate.isGuess ? input * 2 : input + input / 4) + 256
            if estimate.requests > 1 { estimate.mostInputTokens += estimate.mostOutputTokens - limit }
            said += output
        }
    }

    func config(with generation: JSONObject) -> JSONObject {
        var config = recipe.generation
        config.merge(generation)
        return config
    }

    func longestAnswer(_ config: JSONObject) -> Int {
        min(max(0, config["max_output_tokens", as: Int.self] ?? Self.longestAnswer), Self.beyondAnyAnswer)
    }

    /// What words of an answer take when nothing is known of earlier ones.
    static let guessedAnswer = 250

    /// What an answer takes when nothing is known of earlier ones: some words, and thoughts by their level.
    func guessedOutput(_ config: JSONObject) -> Int {
        let thoughts =
            switch config["thinking_level", as: String.self] {
            case "minimal": 0
            case "low": 200
            case "high": 2000
            case "xhigh": 4000
            default: 800
            }
        return min(Self.guessedAnswer + thoughts, longestAnswer(config))
    }
}

extension Recipe.Turn {
    fileprivate var schemaTokens: Int {
        if case .schema(let schema) = response {
            TokenEstimate.text(bytes: schema.json.serialized().count).tokens
        } else {
            0
        }
    }
}

import Foundation
import SluiceLedger
import SluiceMedia
import SluiceStages
import StructuredJSON

/// Finds out what a run would do about an item. Reads files, writes nothing and asks nobody.
struct Forecaster: Stage {
    /// A forecast, and what makes its answer its own.
    struct Draft: Sendable {
        let forecast: Forecast
        var key: String?
        /// Whether it is an item, and not a place that cannot be looked into.
        var takesPlace = true
    }

    let journey: ItemJourney
    let ledger: Ledger
    let name = "forecast"

    func run(_ finding: Finding) async throws -> Draft {
        switch finding {
        case .problem(let problem):
            if problem.isNote {
                let forecast = Forecast(name: problem.path, output: nil, fate: .skipped(problem.message))
                return Draft(forecast: forecast, takesPlace: false)
            }
            let error = ItemError(kind: .unreadable, message: problem.message)
            return Draft(forecast: Forecast(name: problem.path, output: nil, fate: .refused(error)), takesPlace: false)
        case .settled(let report):
            if case .skipped(let reason) = report.end {
                return Draft(forecast: Forecast(name: report.name, output: nil, fate: .skipped(reason)))
            }
            return Draft(forecast: Forecast(name: report.name, output: report.output, fate: .done))
        case .open(let candidate): return try await look(at: candidate)
        }
    }

    private func look(at candidate: Candidate) async throws -> Draft {
        let group = candidate.group
        let output = OutputFolder.recordPath(of: group.outputPath)
        let item = try await journey.read.run(candidate)
        switch item.outcome {
        case .unselected(let reason):
            return Draft(forecast: Forecast(name: group.outputPath, output: nil, fate: .skipped(reason)))
        case .refused(let failure):
            return Draft(forecast: Forecast(name: group.outputPath, output: output, fate: .refused(failure)))
        case .readable: break
        }
        let prepare = journey.prepare
        let capabilities = prepare.service.capabilities(of: prepare.recipe.model)
        for media in item.media where media.text == nil {
            guard let obstacle = media.detection.obstacle(at: media.url, for: capabilities) else { continue }
            return Draft(forecast: Forecast(name: group.outputPath, output: output, fate: .refused(obstacle)))
        }
        let fate = try await fate(of: item)
        var forecast = Forecast(name: group.outputPath, output: output, fate: fate, media: item.media)
        if case .run = fate {
            let estimator = prepare.estimator
            let estimate = await estimator.estimate(
                item.media,
                prompts: prepare.recipe.staticPrompts(for: item.context()),
                usualOutput: prepare.history.average
            )
            forecast.estimate = estimate
            forecast.cost = estimator.cost(estimate)
            forecast.flexCost = estimator.cost(estimate, tier: .flex)
        }
        return Draft(forecast: forecast, key: item.parts?.key)
    }

    private func fate(of item: ReadItem) async throws -> Forecast.Fate {
        switch try await journey.decide.precedents.verdict(on: item) {
        case .keep: return .done
        case .reuse(_, let output): return .reused(from: output)
        case .skip(let reason): return .skipped(reason)
        case .fail(let failure): return .refused(failure)
        case .ask(let reason):
            let found = journey.prepare.obstacle.find(for: item.group.outputPath)
            if let obstacle = item.candidate.obstacle ?? found { return .refused(obstacle) }
            return .run(try await detailed(reason, item.candidate))
        }
    }

    /// With the parts of the recipe that changed.
    private func detailed(_ reason: RunReason, _ candidate: Candidate) async throws -> RunReason {
        guard case .recipeChanged = reason, let digest = candidate.entry?.parts?.recipe,
            let text = try await ledger.recipe(digest), let old = try? JSONValue(parsing: text).object,
            let new = journey.read.canonicalRecipe.object
        else { return reason }
        let names = new.keys + old.keys.filter { new[$0] == nil }
        return .recipeChanged(names.filter { new[$0] != old[$0] })
    }
}

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

    let processor: ItemProcessor
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
        var work = ItemWork(group, recipe: processor.recipe, recipeDigest: processor.recipeDigest)
        do {
            if case .skip(let reason) = try await processor.detect(group, &work) {
                return Draft(forecast: Forecast(name: group.outputPath, output: nil, fate: .skipped(reason)))
            }
            for media in work.media where media.text == nil {
                if let obstacle = media.detection.obstacle(at: media.url) { throw obstacle }
            }
        } catch {
            let refusal = ItemError(error)
            return Draft(forecast: Forecast(name: group.outputPath, output: output, fate: .refused(refusal)))
        }
        let fate: Forecast.Fate =
            switch try await processor.precedents.verdict(on: work, candidate) {
            case .done: .done
            case .reuse(_, let output): .reused(from: output)
            case .ask(let reason):
                if let obstacle = candidate.obstacle ?? processor.recorder.formats.obstacle.find(for: group.outputPath)
                {
                    .refused(obstacle)
                } else {
                    .run(try await detailed(reason, candidate))
                }
            }
        var forecast = Forecast(name: group.outputPath, output: output, fate: fate, media: work.media)
        if case .run = fate {
            let estimator = processor.estimator
            let estimate = await estimator.estimate(
                work.media,
                prompts: processor.recipe.staticPrompts(for: work.context()),
                usualOutput: processor.history.average
            )
            forecast.estimate = estimate
            forecast.cost = estimator.cost(estimate)
            forecast.flexCost = estimator.cost(estimate, tier: .flex)
        }
        return Draft(forecast: forecast, key: work.parts?.key)
    }

    /// With the parts of the recipe that changed.
    private func detailed(_ reason: RunReason, _ candidate: Candidate) async throws -> RunReason {
        guard case .recipeChanged = reason, let digest = candidate.entry?.parts?.recipe,
            let text = try await ledger.recipe(digest), let old = try? JSONValue(parsing: text).object,
            let new = processor.canonicalRecipe.object
        else { return reason }
        let names = new.keys + old.keys.filter { new[$0] == nil }
        return .recipeChanged(names.filter { new[$0] != old[$0] })
    }
}

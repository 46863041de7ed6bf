import Foundation
import SluiceLedger
import SluiceMedia
import SluiceStages
import StructuredJSON

extension Run {
    /// What the recipe's `finally` would take once so many items have answers. `nil` when it would not be asked.
    ///
    /// - Parameter afterWork: Whether some of the answers are still to come.
    /// - Throws: What is wrong with the ledger.
    public func forecastFinally(over results: Int, afterWork: Bool) async throws -> Forecast? {
        guard let finally = recipe.finally, !options.isPartial, results > 0 else { return nil }
        if !afterWork, await Conclusion.isDrawn(recipe, output) { return nil }
        let estimator = Estimator(recipe, options.prices, service)
        let file = OutputFolder(output, shard: nil).ledger
        let isThere = FileManager.default.fileExists(atPath: file.path(percentEncoded: false))
        let digest = SHA256Digester.hex(of: recipe.canonical.serialized(.canonical))
        let usual = isThere ? try await Ledger(reading: file).averageOutput(recipe: digest) : nil
        var forecast = Forecast(name: "finally", output: FinaleFiles.names[0], fate: .run(.new))
        let estimate = estimator.estimate(finally, over: results, usualOutput: usual)
        forecast.estimate = estimate
        forecast.cost = estimator.cost(estimate)
        forecast.flexCost = estimator.cost(estimate, tier: .flex)
        return forecast
    }

    /// What ``start(control:onEvent:)`` would do, item by item and in order. Spends nothing and changes nothing.
    ///
    /// - Throws: As ``start(control:onEvent:)`` does before anything is spent; `CancellationError`.
    public func forecast(
        control: RunControl = RunControl(),
        forEach body: (Forecast) async throws -> Void
    ) async throws {
        try output.asLocal()
        let folder = OutputFolder(output, shard: options.shard)
        let groups = try await intake().groups(control)
        let isThere = FileManager.default.fileExists(atPath: folder.ledger.path(percentEncoded: false))
        let ledger = try isThere ? Ledger(reading: folder.ledger) : Ledger()
        let session = try RunSession(self, service, folder, ledger, RunTally(), control, isRehearsal: true) { _ in }
        let history = AnswerHistory(average: try await ledger.averageOutput(recipe: session.digest))
        let forecaster = Forecaster(journey: session.journey(history), ledger: ledger)

        var early: [Int: Forecaster.Draft] = [:]
        var next = 0
        var names = FirstNames()
        let width = ProcessInfo.processInfo.activeProcessorCount * 2
        try await forecaster.run(over: session.findings(groups, isRehearsal: true), limit: width) { outcome in
            let draft = try outcome.output
            if draft.takesPlace { session.itemLimit.settle(counts: !draft.forecast.isLeftOut) }
            early[outcome.index] = draft
            while let draft = early.removeValue(forKey: next) {
                next += 1
                var forecast = draft.forecast
                if case .run = forecast.fate, let key = draft.key {
                    if let first = names.claim(key, for: forecast.name) {
                        forecast = Forecast(
                            name: forecast.name,
                            output: forecast.output,
                            fate: .duplicate(of: first),
                            media: forecast.media
                        )
                    }
                }
                try await body(forecast)
            }
        }
    }
}

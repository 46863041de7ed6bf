import StructuredJSON

extension Run {
    /// Notes where the inputs are, for the report. What cannot be noted has to be told to it instead.
    func noteInputs() { try? InputPlaces.note(inputs, in: output) }

    /// Makes roll-ups from the records, also after a run that was interrupted, and asks what the recipe asks finally.
    ///
    /// A part of a run does not know when the others are done, so it asks nothing finally: the same run over everything
    /// does, and finds the rest done.
    ///
    /// - Parameters:
    ///   - service: The service of the run.
    ///   - account: Pays for what is asked.
    func conclude(
        _ control: RunControl,
        using service: any ModelService,
        _ account: FinaleAccount,
        onEvent: @escaping @Sendable (RunEvent) -> Void
    ) async -> Conclusion.Outcome {
        var recipe = recipe
        if !asksFinally { recipe.finally = nil }
        let call = ServiceCall(
            item: "finally",
            patience: .ofRuns,
            pacer: account.pacer,
            control: control,
            attempts: account.attempts,
            onEvent: onEvent
        )
        let conclusion = Conclusion(
            recipe: recipe,
            folder: output,
            service: service,
            call: call,
            control: control,
            grace: options.grace,
            account: account
        )
        return await conclusion.draw()
    }
}

extension Run {
    /// Whether the run is over everything, or tries again what failed and that is among it.
    var asksFinally: Bool {
        guard options.isPartial else { return true }
        var others = options
        others.retryFailed = false
        return !others.isPartial && FinaleFiles(output).json?["status"] == "failed"
    }
}

extension RunOptions {
    /// Whether items may be left that are somebody else's to do, or another day's.
    var isPartial: Bool { shard != nil || !takesAll }

    /// Whether every item is asked for.
    var takesAll: Bool { limit == nil && only.isEmpty && !retryFailed }
}

extension RunSummary {
    /// What failed after the last item counts like an item that failed.
    mutating func add(_ conclusion: Conclusion.Outcome) {
        for failure in conclusion.failures { fail(failure.name, failure.error) }
        // What is made of all results is no item: where the disk is full for it, the run could not be ended.
        if stop == nil { stop = conclusion.failures.first { $0.error.isOfDisk }.map { .unwritable($0.error) } }
        guard let account = conclusion.account else { return }
        attempts += account.attempts.count
        let sum = account.sum
        if let lost = sum.unheard { unheard = unheard.map { $0 + lost } ?? lost }
        guard let used = sum.usage else { return }
        usage = usage.map { $0 + used } ?? used
        cost = sum.cost.flatMap { more in cost.map { Money.rounded($0 + more) } }
        estimatedTokens += sum.expectedTokens
        estimatedCost = sum.expectedCost.flatMap { more in estimatedCost.map { $0 + more } }
    }
}

extension Run {
    /// Notes where the inputs are, for the report. What cannot be noted has to be told to it instead.
    func noteInputs() { try? InputPlaces.note(inputs, in: output) }

    /// Makes roll-ups from the records, also after a run that was interrupted, and asks what the recipe asks finally.
    ///
    /// A part of a run does not know when the others are done, so it asks nothing finally: the same run over everything
    /// does, and finds the rest done.
    ///
    /// - Parameter gemini: The client that keeps the run's pace.
    func conclude(_ control: RunControl, using gemini: GeminiClient) async -> Conclusion.Outcome {
        var recipe = recipe
        if options.isPartial { recipe.finally = nil }
        return await Conclusion(recipe: recipe, folder: output, gemini: gemini, control: control).draw()
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
    ///
    /// - Parameter cost: US dollars. `nil` when it is not known.
    mutating func add(_ conclusion: Conclusion.Outcome, cost: Double?) {
        failures += conclusion.failures
        guard let used = conclusion.usage else { return }
        usage = usage.map { $0 + used } ?? used
        self.cost = cost.flatMap { more in self.cost.map { $0 + more } }
    }
}

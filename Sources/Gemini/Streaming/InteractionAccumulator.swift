import StructuredJSON

/// Rebuilds from events the interaction that a plain call would have given (contract §4.4).
struct InteractionAccumulator {
    private var fields: JSONObject = [:]
    private var steps: [Int: StepBuilder] = [:]
    private(set) var isComplete = false

    /// More steps than any answer has: a hostile server must not fill the memory.
    static let mostSteps = 100_000

    mutating func add(_ event: InteractionEvent) throws(GeminiError) {
        switch event {
        case .created(let event): fields.merge(event.interaction.fields)
        case .statusUpdate(let update):
            if let status = update.status { fields["status"] = status.json }
            if let id = update.interactionID, fields["id"] == nil { fields["id"] = .string(id) }
            note(update.usage)
        case .stepStart(let start):
            guard case .object(let step) = start.step.json else { return }
            try place(StepBuilder(step), at: start.index)
        case .stepDelta(let delta):
            note(delta.totalUsage)
            if steps[delta.index] == nil, let step = StepBuilder(startingWith: delta) {
                try place(step, at: delta.index)
            }
            steps[delta.index]?.add(delta)
        case .stepStop(let stop):
            note(stop.usage)
            try steps[stop.index]?.check()
        case .completed(let event):
            fields.merge(event.interaction.fields)
            isComplete = true
        case .other: break
        }
    }

    /// What there is so far.
    func interaction() throws(GeminiError) -> Interaction {
        var fields = fields
        var rebuilt: [JSONValue] = []
        for (_, step) in steps.sorted(by: { $0.key < $1.key }) { rebuilt.append(try step.step()) }
        if !rebuilt.isEmpty { fields["steps"] = .array(rebuilt) }
        return Interaction(fields: fields)
    }

    /// What there is so far, without steps that cannot be read yet: for the partial text of an error.
    var partial: Interaction {
        var fields = fields
        let rebuilt = steps.sorted { $0.key < $1.key }.compactMap { try? $0.value.step() }
        if !rebuilt.isEmpty { fields["steps"] = .array(rebuilt) }
        return Interaction(fields: fields)
    }

    private mutating func place(_ step: StepBuilder, at index: Int) throws(GeminiError) {
        guard steps[index] != nil || steps.count < Self.mostSteps else {
            throw GeminiError(.tooLarge, "The service sent more than \(Self.mostSteps) steps")
        }
        steps[index] = step
    }

    private mutating func note(_ usage: Usage?) {
        if let usage { fields["usage"] = usage.json }
    }
}

public import StructuredJSON

/// One event of a streamed interaction (contract §4.2).
///
/// An open union: an event that this version does not know is ``other(_:)``. Every payload keeps the event as it came.
public enum InteractionEvent: Hashable, Sendable {
    case created(InteractionPayload)
    case statusUpdate(StatusUpdate)
    case stepStart(StepStart)
    case stepDelta(StepDelta)
    case stepStop(StepStop)
    /// The last one. Its interaction is whole: the steps are rebuilt from the events before it.
    case completed(InteractionPayload)
    case other(JSONValue)
}

extension InteractionEvent: JSONConvertible {
    public init(json: JSONValue) {
        let fields = json.object ?? [:]
        self =
            switch fields["event_type", as: String.self] {
            case "interaction.created": .created(InteractionPayload(fields: fields))
            case "interaction.status_update": .statusUpdate(StatusUpdate(fields: fields))
            case "step.start": .stepStart(StepStart(fields: fields))
            case "step.delta": .stepDelta(StepDelta(fields: fields))
            case "step.stop": .stepStop(StepStop(fields: fields))
            case "interaction.completed": .completed(InteractionPayload(fields: fields))
            default: .other(json)
            }
    }

    public var json: JSONValue {
        switch self {
        case .created(let event), .completed(let event): event.json
        case .statusUpdate(let event): event.json
        case .stepStart(let event): event.json
        case .stepDelta(let event): event.json
        case .stepStop(let event): event.json
        case .other(let json): json
        }
    }
}

extension InteractionEvent {
    /// Where a broken stream can be taken up again (contract §4.5).
    public var id: String? { json["event_id"]?.string }

    /// What this event adds to the model's text, also the first words that some streams put into `step.start`.
    public var text: String? {
        switch self {
        case .stepStart(let start):
            guard case .modelOutput(let output) = start.step else { return nil }
            let text = output.content.compactMap { if case .text(let block) = $0 { block.text } else { nil } }.joined()
            return text.isEmpty ? nil : text
        case .stepDelta(let delta) where delta.type == "text": return delta.delta["text"]
        default: return nil
        }
    }

    /// What this event adds to the summaries of thoughts.
    public var thoughtSummary: String? {
        switch self {
        case .stepStart(let start):
            guard case .thought(let thought) = start.step else { return nil }
            let text = thought.summary.compactMap { if case .text(let block) = $0 { block.text } else { nil } }.joined()
            return text.isEmpty ? nil : text
        case .stepDelta(let delta) where delta.type == "thought_summary": return delta.delta["content"]?["text"]?.string
        default: return nil
        }
    }
}

extension InteractionEvent {
    /// What an `error` event says, read like any other error of the service.
    var failure: GeminiError? {
        guard case .other(let json) = self else { return nil }
        guard json["event_type"] == "error" || json["error"]?.object != nil else { return nil }
        let error = json["error"]
        let message = error?["message"]?.string ?? "The service ended the stream with an error and did not say which"
        return GeminiError(
            status: nil,
            code: error?["status"]?.string ?? error?["code"]?.string,
            message: String(message.prefix(1000)),
            details: error?["details"]?.array ?? []
        )
    }
}

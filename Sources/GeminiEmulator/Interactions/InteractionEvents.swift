import StructuredJSON

/// An interaction told as events, in the service's order (contract §4.3).
enum InteractionEvents {
    /// What comes before there is an answer.
    static func opening(_ interaction: JSONObject, _ style: EventStyle) -> [InteractionEvent] {
        numbered(before(interaction), from: 0, style)
    }

    /// What comes once there is one.
    static func rest(_ interaction: JSONObject, _ style: EventStyle) -> [InteractionEvent] {
        var events: [InteractionEvent] = []
        for (index, step) in (interaction["steps"]?.array ?? []).enumerated() {
            events += self.step(step, index: index, style)
        }
        events.append(InteractionEvent("interaction.completed", ["interaction": .object(interaction.without("steps"))]))
        if style.unknownEvents {
            events.insert(InteractionEvent("interaction.pondering", ["mood": "thoughtful"]), at: 0)
        }
        return numbered(events, from: 2, style) + (style.endsWithMarker ? [.done] : [])
    }

    /// The whole stream again.
    static func all(of interaction: JSONObject, _ style: EventStyle) -> [InteractionEvent] {
        var opening = interaction.without("steps", "usage", "service_tier", "updated")
        opening["status"] = "in_progress"
        let status: String = interaction["status"] ?? ""
        return self.opening(opening, style)
            + (status == "in_progress" ? [] : rest(interaction, style))
    }

    private static func before(_ interaction: JSONObject) -> [InteractionEvent] {
        [
            InteractionEvent("interaction.created", ["interaction": .object(interaction)]),
            InteractionEvent(
                "interaction.status_update",
                ["interaction_id": interaction["id"] ?? "", "status": "in_progress"]
            ),
        ]
    }

    private static func step(_ step: JSONValue, index: Int, _ style: EventStyle) -> [InteractionEvent] {
        var begun: JSONObject = ["type": step["type"] ?? .null]
        for name in ["id", "name"] { begun[name] = step[name] }
        if step["arguments"] != nil { begun["arguments"] = [:] }
        var deltas = deltas(of: step)
        if style.contentInStart, let first = deltas.first, first["type"] == "text" {
            begun["content"] = [first]
            deltas.removeFirst()
        } else if style.contentInStart, let signature = step["signature"] {
            begun["signature"] = signature
            deltas.removeAll { $0["type"] == "thought_signature" }
        }
        if !style.typesDeltas { deltas = deltas.map { .object($0.object?.without("type") ?? [:]) } }
        let start = InteractionEvent("step.start", ["index": index.json, "step": .object(begun)])
        let stop = InteractionEvent("step.stop", ["index": index.json])
        return [start]
            + deltas.map { delta in
                InteractionEvent("step.delta", ["index": index.json, "delta": delta])
            } + [stop]
    }

    private static func deltas(of step: JSONValue) -> [JSONValue] {
        let summary = (step["summary"]?.array ?? []).map { block -> JSONValue in
            ["content": block, "type": "thought_summary"]
        }
        let signature = step["signature"].map { value -> [JSONValue] in
            [["signature": value, "type": "thought_signature"]]
        }
        let text = (step["content"]?.array ?? []).flatMap { block -> [JSONValue] in
            pieces(of: block["text"]?.string ?? "").map { ["text": .string($0), "type": "text"] }
        }
        let arguments = step["arguments"].map { arguments in
            pieces(of: arguments.text()).map { piece -> JSONValue in
                ["arguments": .string(piece), "type": "arguments_delta"]
            }
        }
        return summary + (signature ?? []) + text + (arguments ?? [])
    }

    /// A few words at a time.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in text {
            piece.append(character)
            if character.isWhitespace, piece.utf8.count >= 24 {
                pieces.append(piece)
                piece = ""
            }
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }

    private static func numbered(_ events: [InteractionEvent], from first: Int, _ style: EventStyle)
        -> [InteractionEvent]
    {
        guard style.hasIDs else { return events }
        return events.enumerated().map { number, event in
            InteractionEvent(event.name, event.data ?? [:], id: "evt_\(first + number)")
        }
    }
}

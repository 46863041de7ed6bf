import StructuredJSON

/// An interaction told as events, in the service's order (contract §4.3).
enum InteractionEvents {
    /// What comes before there is an answer.
    static func opening(_ interaction: JSONObject, hasIDs: Bool) -> [InteractionEvent] {
        numbered(before(interaction), from: 0, hasIDs)
    }

    /// What comes once there is one.
    static func rest(_ interaction: JSONObject, hasIDs: Bool) -> [InteractionEvent] {
        var events: [InteractionEvent] = []
        for (index, step) in (interaction["steps"]?.array ?? []).enumerated() {
            events += self.step(step, index: index)
        }
        events.append(InteractionEvent("interaction.completed", ["interaction": .object(interaction.without("steps"))]))
        return numbered(events, from: 2, hasIDs) + [.done]
    }

    /// The whole stream again.
    static func all(of interaction: JSONObject, hasIDs: Bool) -> [InteractionEvent] {
        var opening = interaction.without("steps", "usage", "service_tier", "updated")
        opening["status"] = "in_progress"
        let status: String = interaction["status"] ?? ""
        return self.opening(opening, hasIDs: hasIDs)
            + (status == "in_progress" ? [] : rest(interaction, hasIDs: hasIDs))
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

    private static func step(_ step: JSONValue, index: Int) -> [InteractionEvent] {
        let type = step["type"] ?? .null
        let start = InteractionEvent("step.start", ["index": index.json, "step": ["type": type]])
        let stop = InteractionEvent("step.stop", ["index": index.json])
        return [start]
            + deltas(of: step).map { delta in
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
        return summary + (signature ?? []) + text
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

    private static func numbered(_ events: [InteractionEvent], from first: Int, _ hasIDs: Bool) -> [InteractionEvent] {
        guard hasIDs else { return events }
        return events.enumerated().map { number, event in
            InteractionEvent(event.name, event.data ?? [:], id: "evt_\(first + number)")
        }
    }
}

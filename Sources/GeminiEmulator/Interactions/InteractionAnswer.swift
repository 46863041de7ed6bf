import Foundation
import Media
import StructuredJSON

/// A finished interaction as the service would tell it (contract §3).
struct InteractionAnswer: Sendable {
    let job: Job
    let answer: ModelAnswer

    var json: JSONObject {
        let config = job.request.config
        let text = Cut(answer.text, config: config)
        var json = job.opening
        json["status"] = text.isComplete ? "completed" : "incomplete"
        json["updated"] = Timestamp.seconds(Date())
        json["steps"] = .array(steps(text.text))
        json["usage"] = usage(outputTokens: text.text.isEmpty ? 0 : Tokens.of(text.text))
        json["service_tier"] = job.request.serviceTier
        if let previous = job.request.previousID { json["previous_interaction_id"] = previous }
        return json
    }

    private func steps(_ text: String) -> [JSONValue] {
        var steps: [JSONValue] = []
        let config = job.request.config
        if config.thoughtTokens > 0 {
            var thought: JSONObject = ["type": "thought"]
            if config.summarizesThoughts {
                thought["summary"] = [["type": "text", "text": .string(answer.thought)]]
            }
            thought["signature"] = Data(SHA256Digester.hex(of: Array(answer.text.utf8)).utf8).base64EncodedString()
            steps.append(.object(thought))
        }
        if !text.isEmpty {
            steps.append(["type": "model_output", "content": [["type": "text", "text": .string(text)]]])
        }
        return steps
    }

    private func usage(outputTokens: Int) -> JSONValue {
        let input = answer.inputTokens
        let total = input.reduce(0) { $0 + $1.tokens }
        let thought = job.request.config.thoughtTokens
        return [
            "total_tokens": (total + outputTokens + thought).json,
            "total_input_tokens": total.json,
            "input_tokens_by_modality": .array(
                input.map { ["modality": .string($0.modality), "tokens": $0.tokens.json] }
            ),
            "total_cached_tokens": 0,
            "total_output_tokens": outputTokens.json,
            "output_tokens_by_modality": [["modality": "text", "tokens": outputTokens.json]],
            "total_tool_use_tokens": 0,
            "total_thought_tokens": thought.json,
        ]
    }
}

/// What remains of an answer after stop sequences and the token budget.
private struct Cut {
    let text: String
    let isComplete: Bool

    init(_ answer: String, config: GenerationConfig) {
        let stops = config.stopSequences.filter { !$0.isEmpty }.compactMap { answer.firstRange(of: $0)?.lowerBound }
        let stopped = stops.min().map { String(answer[..<$0]) } ?? answer
        // Thinking counts against the budget (contract §2.4).
        guard let limit = config.maxOutputTokens.map({ max(0, $0 - config.thoughtTokens) }),
            Tokens.of(stopped) > limit
        else {
            text = stopped
            isComplete = true
            return
        }
        text = String(stopped.prefix(limit * Tokens.charactersEach))
        isComplete = false
    }
}

import Foundation
import SluiceMedia
import StructuredJSON

/// A finished interaction as the service would tell it (contract §3).
struct InteractionAnswer: Sendable {
    let job: Job
    let answer: ModelAnswer
    let finished: Date
    /// Tokens of output that one hop may have.
    let decodeLimit: Int

    var json: JSONObject {
        let config = job.request.config
        let first = job.request.continuation?.offset ?? 0
        let text = Cut(answer.text, config: config, from: first, decodeLimit: decodeLimit)
        var json = job.whole
        json["status"] = .string(answer.status ?? (answer.calls.isEmpty ? text.status : "requires_action"))
        if answer.status == nil, let next = text.next {
            json["continuation_token"] = .string(ContinuationToken(interaction: job.id, offset: next).text)
        }
        if !answer.errors.isEmpty { json["errors"] = .array(answer.errors) }
        json["updated"] = Timestamp.seconds(finished)
        json["steps"] = .array(answer.status == "failed" ? [] : steps(text.text))
        json["usage"] = usage(outputTokens: text.text.isEmpty ? 0 : Tokens.of(text.text))
        json["service_tier"] = job.request.serviceTier
        if let previous = job.request.previousID { json["previous_interaction_id"] = previous }
        return job.form.told(json, isStored: job.request.isStored)
    }

    private func steps(_ text: String) -> [JSONValue] {
        var steps: [JSONValue] = []
        let config = job.request.config
        // One answer, one thought, over however many hops.
        if config.thoughtTokens > 0, job.request.continuation == nil {
            var thought: JSONObject = ["type": "thought"]
            if config.summarizesThoughts {
                thought["summary"] = [["type": "text", "text": .string(answer.thought)]]
            }
            thought["signature"] = Data(SHA256Digester.hex(of: Array(answer.text.utf8)).utf8).base64EncodedString()
            steps.append(.object(thought))
        }
        if !text.isEmpty {
            var block: JSONObject = ["type": "text", "text": .string(text)]
            if !answer.annotations.isEmpty, text == answer.text { block["annotations"] = .array(answer.annotations) }
            steps.append(["type": "model_output", "content": [.object(block)]])
        }
        for (index, call) in answer.calls.enumerated() {
            steps.append([
                "type": "function_call",
                "id": .string("call_\(SHA256Digester.hex(of: Array("\(job.id) \(index)".utf8)).prefix(16))"),
                "name": call["name"] ?? "", "arguments": call["arguments"] ?? [:],
            ])
        }
        return steps
    }

    private func usage(outputTokens: Int) -> JSONValue {
        let input = answer.inputTokens
        let total = input.reduce(0) { $0 + $1.tokens }
        let thought = job.request.continuation == nil ? job.request.config.thoughtTokens : 0
        var usage: JSONObject = [
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
        usage.merge(answer.usage)
        return .object(usage)
    }
}

/// What remains of an answer after stop sequences and the token budget, and of that what one hop tells.
private struct Cut {
    let text: String
    let status: String
    /// Where the next hop begins, in characters.
    let next: Int?

    init(_ answer: String, config: GenerationConfig, from first: Int, decodeLimit: Int) {
        let stops = config.stopSequences.filter { !$0.isEmpty }.compactMap { answer.firstRange(of: $0)?.lowerBound }
        var whole = stops.min().map { String(answer[..<$0]) } ?? answer
        var end = "completed"
        // Thinking counts against the budget, which is that of all hops (contract §2.4, §3.6).
        if let limit = config.maxOutputTokens.map({ max(0, $0 - config.thoughtTokens) }), Tokens.of(whole) > limit {
            whole = String(whole.prefix(limit * Tokens.charactersEach))
            end = "incomplete"
        }
        let rest = whole.dropFirst(first)
        let piece = rest.prefix(max(1, decodeLimit) * Tokens.charactersEach)
        text = String(piece)
        let isLast = piece.endIndex == rest.endIndex
        next = isLast ? nil : first + piece.count
        status = isLast ? end : "requires_continuation"
    }
}

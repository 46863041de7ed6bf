public import Foundation
public import StructuredJSON

extension RunEvent {
    /// One line of `sluice run --events`. ``schema`` has its shape.
    public func json(at time: Date = .now) -> JSONValue {
        var event: JSONObject = ["event": .string(name), "time": .string(Timestamp.seconds(time))]
        switch self {
        case .waiting(let holder): event["message"] = holder
        case .counted(let items): event["items"] = items
        case .started(let name): event["name"] = name
        case .uploading(let name, let sent, let total):
            event["name"] = name
            event["sent_bytes"] = sent
            event["total_bytes"] = total
        case .warning(let text): event["message"] = text
        case .retrying(let name, let retry):
            event["name"] = name
            event["attempt"] = retry.attempt
            event["delay_ms"] = retry.delay.milliseconds
            event["error"] = retry.failure.json
        case .pausing(let length, let error):
            event["delay_ms"] = length.milliseconds
            event["asked_ms"] = error.retryAfter?.milliseconds
            event["error"] = error.json
        case .finished(let report): event.merge(report.event)
        case .problem(let path, let reason):
            event["path"] = path
            event["reason"] = reason
        }
        return .object(event)
    }

    private var name: String {
        switch self {
        case .waiting: "waiting"
        case .counted: "counted"
        case .started: "started"
        case .uploading: "uploading"
        case .warning: "warning"
        case .retrying: "retrying"
        case .pausing: "pausing"
        case .finished: "finished"
        case .problem: "problem"
        }
    }
}

extension RunSummary {
    /// The last line of `sluice run --events`.
    public func event(at time: Date = .now) -> JSONValue {
        var event: JSONObject = [
            "event": "ended", "time": .string(Timestamp.seconds(time)), "stop": stop?.name.json ?? .null,
            "completed": completed.json, "unchanged": upToDate.json, "failed": failures.total.json,
            "skipped": skipped.total.json, "tokens": usage?.totalTokens?.json ?? .null, "cost_usd": cost?.json ?? .null,
            "estimated_tokens": estimatedTokens.json, "estimated_cost_usd": estimatedCost?.json ?? .null,
        ]
        if let unheard { event["unheard"] = unheard.json }
        return .object(event)
    }
}

extension ItemReport {
    fileprivate var event: JSONObject {
        var event: JSONObject = [
            "name": .string(name), "output": output?.json ?? .null, "status": end.state.recorded,
        ]
        switch end {
        case .completed, .upToDate: break
        case .skipped(let reason): event["reason"] = reason
        case .failed(let error): event["error"] = error.json
        }
        event["reused_from"] = reusedFrom
        event["bytes"] = bytes
        event["attempts"] = attempts
        event["elapsed_ms"] = elapsed.milliseconds
        event["usage"] = usage?.json
        event["cost_usd"] = cost
        event["unheard"] = unheard?.json
        return event
    }
}

extension Duration {
    var milliseconds: Int { Int(saturating: self / .milliseconds(1)) }
}

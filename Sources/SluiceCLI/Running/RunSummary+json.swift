import Sluice

extension RunSummary {
    /// What `sluice run --json` prints.
    var json: JSONValue {
        var json: JSONObject = [
            "totals": [
                "completed": completed.json, "unchanged": upToDate.json, "failed": failures.total.json,
                "skipped": skipped.total.json, "reused": reused.json, "requests": attempts.json,
                "tokens": usage?.totalTokens?.json ?? .null, "cost_usd": cost?.json ?? .null,
                "estimated_tokens": estimatedTokens.json, "estimated_cost_usd": estimatedCost?.json ?? .null,
            ],
            "stop": stop?.name.json ?? .null,
            "failures": .array(
                failures.map {
                    [
                        "name": .string($0.name), "kind": .string($0.error.kind.rawValue),
                        "message": .string($0.error.message),
                        "hint": $0.error.hint?.json ?? .null,
                    ]
                }
            ),
            "skipped": .array(skipped.map(\.json)),
            "problems": .array(problems.map(\.json)),
            "disagreements": Array(disagreements).json, "omissions": Array(omissions).json,
            "transcript_problems": .array(transcriptProblems.map(\.json)),
            "usage": usage?.json ?? .null,
            "not_listed": notListed,
        ]
        if !warnings.isEmpty { json["warnings"] = warnings.json }
        if let unheard { json["unheard"] = unheard.json }
        return .object(json)
    }
}

extension RunSummary {
    /// How many more there are than the lists above hold, by the lists' names; the records and `sluice status` have all of them.
    fileprivate var notListed: JSONValue {
        let lists = [
            "failures": failures.omitted, "skipped": skipped.omitted, "problems": problems.omitted,
            "disagreements": disagreements.omitted, "omissions": omissions.omitted,
            "transcript_problems": transcriptProblems.omitted,
        ]
        var more: JSONObject = [:]
        for (name, count) in lists.sorted(by: { $0.key < $1.key }) where count > 0 { more[name] = count.json }
        return .object(more)
    }
}

extension RunSummary.Note {
    fileprivate var json: JSONValue { ["name": .string(name), "reason": .string(reason)] }
}

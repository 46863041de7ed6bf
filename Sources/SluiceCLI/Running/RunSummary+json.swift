import Sluice

extension RunSummary {
    /// What `sluice run --json` prints.
    var json: JSONValue {
        [
            "totals": [
                "completed": completed.json, "unchanged": upToDate.json, "failed": failures.count.json,
                "skipped": skipped.count.json, "reused": reused.json, "requests": attempts.json,
                "tokens": usage?.totalTokens?.json ?? .null, "cost_usd": cost?.json ?? .null,
                "estimated_tokens": estimatedTokens.json, "estimated_cost_usd": estimatedCost?.json ?? .null,
            ],
            "stop": stop?.name.json ?? .null,
            "failures": .array(
                failures.map {
                    [
                        "name": .string($0.name), "kind": .string($0.error.kind), "message": .string($0.error.message),
                        "hint": $0.error.hint?.json ?? .null,
                    ]
                }
            ),
            "skipped": .array(skipped.map(\.json)),
            "problems": .array(problems.map(\.json)),
            "disagreements": disagreements.json, "omissions": omissions.json,
            "transcript_problems": .array(transcriptProblems.map(\.json)),
            "usage": usage?.json ?? .null,
        ]
    }
}

extension RunSummary.Note {
    fileprivate var json: JSONValue { ["name": .string(name), "reason": .string(reason)] }
}

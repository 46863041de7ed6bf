public import StructuredJSON

extension EmulatorStatistics {
    /// What `GET /emulator/stats` answers. Of questions and contents, the 1,000 that came most often.
    public var json: JSONObject {
        [
            "requests": requests.json,
            "calls": Self.sorted(calls),
            "running_requests": runningRequests.json,
            "peak_requests": peakRequests.json,
            "connections": connections.json,
            "open_connections": openConnections.json,
            "peak_connections": peakConnections.json,
            "request_bytes": requestBytes.json,
            "response_bytes": responseBytes.json,
            "generations": generations.json,
            "running_generations": runningGenerations.json,
            "peak_generations": peakGenerations.json,
            "paid_generations": .array(
                Self.commonest(paid) { $0.prompt }.map { question, count in
                    [
                        "model": .string(question.model), "contents": question.contents.json,
                        "prompt": .string(question.prompt), "excerpt": .string(question.excerpt), "count": count.json,
                    ]
                }
            ),
            "uploads": uploads.json,
            "uploaded_bytes": uploadedBytes.json,
            "uploads_by_content": .object(
                JSONObject(Self.commonest(uploadsByContent) { $0 }.map { ($0.key, $0.value.json) })
            ),
            "violations": Self.sorted(violations),
            "warnings": Self.sorted(warnings),
            "faults": Self.sorted(faults),
        ]
    }

    private static func sorted(_ counts: [String: Int]) -> JSONValue {
        .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
    }

    private static func commonest<Key>(
        _ counts: [Key: Int],
        by name: (Key) -> String
    ) -> [(key: Key, value: Int)] {
        Array(counts.sorted { ($1.value, name($0.key)) < ($0.value, name($1.key)) }.prefix(1000))
    }
}

extension JSONValue {
    /// Upper bound of a token count, 10¹²; larger ones are clamped. Nine million of this size add up without overflow.
    package static let largestTokenCount = 1_000_000_000_000

    /// A number as a count of tokens that can be calculated with. `nil` for what is no number.
    package var tokenCount: Int? {
        guard let number else { return nil }
        return min(max(number.int ?? Int(saturating: number.double), 0), Self.largestTokenCount)
    }
}

extension JSONObject {
    /// The sum of two answers' counters: numbers are added, and in lists those of the same modality or tool.
    package func addingCounts(_ other: JSONObject) -> JSONObject {
        var sum = self
        for (key, value) in other {
            if let more = value.tokenCount {
                sum[key] = ((sum[key]?.tokenCount ?? 0) + more).json
            } else if let counts = value.array {
                sum[key] = .array(Self.sum(sum[key]?.array ?? [], counts))
            }
        }
        return sum
    }

    private static func sum(_ a: [JSONValue], _ b: [JSONValue]) -> [JSONValue] {
        var sum = a
        for more in b {
            let index = sum.firstIndex { $0["modality"] == more["modality"] && $0["type"] == more["type"] }
            guard let index, var count = sum[index].object else {
                sum.append(more)
                continue
            }
            for key in ["tokens", "count"] {
                guard let number = more[key]?.tokenCount else { continue }
                count[key] = ((count[key]?.tokenCount ?? 0) + number).json
            }
            sum[index] = .object(count)
        }
        return sum
    }
}

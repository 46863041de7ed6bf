import StructuredJSON

/// The answers about the parts of a recording as one: the segments joined, texts one after the other, lists together.
enum PartsData {
    /// - Parameter segments: of the whole recording.
    static func joined(_ answers: [JSONValue], _ segments: [Transcript.Segment]) -> JSONValue? {
        guard let first = answers.first else { return nil }
        guard first.object != nil else { return segments.recorded }
        let own = answers.lazy.compactMap { TimedSegments($0)?.key }.first
        var joined = JSONObject()
        for answer in answers {
            for (key, value) in answer.object ?? [:] {
                // The segments keep their place among the fields.
                joined[key] = key == own ? JSONValue.null : merged(joined[key], value)
            }
        }
        if let own { joined[own] = .array(segments.map { .object($0.recorded.object?.without("words") ?? [:]) }) }
        return .object(joined)
    }

    private static func merged(_ old: JSONValue?, _ new: JSONValue) -> JSONValue {
        switch (old, new) {
        case (nil, _), (.null, _): new
        case (.string(let old)?, .string(let new)): .string(old == new || isCode(old) ? old : "\(old) \(new)")
        case (.array(let old)?, .array(let new)): .array(old + new.filter { !old.contains($0) })
        case (let old?, _): old
        }
    }

    /// A word such as a language's code is not put together.
    private static func isCode(_ text: String) -> Bool { !text.contains(where: \.isWhitespace) && text.count <= 12 }
}

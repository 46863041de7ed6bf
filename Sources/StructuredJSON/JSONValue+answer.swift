extension JSONValue {
    /// The JSON that a model answered with, checked against a schema. A Markdown fence around it is taken off: models add one although
    /// they are asked for JSON alone.
    ///
    /// - Parameter schema: Keywords that are not checked on this side are in its `uncheckedKeywords`.
    /// - Throws: ``AnswerTextError`` for text that is no JSON, ends in the middle of it, or does not match.
    public init(answer text: String, matching schema: JSONSchema? = nil) throws(AnswerTextError) {
        let json = Self.unfenced(text)
        do {
            self = try JSONValue(parsing: json)
        } catch {
            guard error.offset >= json.utf8.count, !json.utf8.isEmpty else {
                throw AnswerTextError(message: "The answer is not JSON: \(error)", isCutShort: false)
            }
            throw AnswerTextError(message: "The answer's JSON ends in the middle", isCutShort: true)
        }
        let violations = schema?.violations(of: self) ?? []
        guard let first = violations.first else { return }
        let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
        throw AnswerTextError(message: "The answer does not match the schema: \(first)\(more)", isCutShort: false)
    }

    private static func unfenced(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 2, lines[0].hasPrefix("```"), let end = lines.lastIndex(of: "```"), end > 0 else {
            return text
        }
        return lines[1..<end].joined(separator: "\n")
    }
}

/// Why the text of an answer is not the JSON that was asked for.
public struct AnswerTextError: Error, Hashable, Sendable {
    /// One line.
    public let message: String
    /// Whether the JSON ends in the middle, so that the answer was cut short.
    public let isCutShort: Bool
}

public import StructuredJSON

/// Reads the JSON of an answer.
public enum AnswerJSON {
    /// - Throws: ``GeminiError``, with the text in it: of kind `truncated` when the JSON ends in the middle, of kind
    ///   `invalid_output` when it is no JSON or does not match the schema. Keywords that are not checked on this side are in
    ///   `uncheckedKeywords` of the schema.
    public static func value(of text: String, matching schema: JSONSchema? = nil) throws(GeminiError) -> JSONValue {
        let value: JSONValue
        let json = unfenced(text)
        do {
            value = try JSONValue(parsing: json)
        } catch {
            guard error.offset >= json.utf8.count, !json.utf8.isEmpty else {
                throw failure(.invalidOutput, "The answer is not JSON: \(error)", text)
            }
            throw failure(.truncated, "The answer's JSON ends in the middle", text)
        }
        let violations = schema?.violations(of: value) ?? []
        if let first = violations.first {
            let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
            throw failure(.invalidOutput, "The answer does not match the schema: \(first)\(more)", text)
        }
        return value
    }

    private static func failure(_ kind: GeminiError.Kind, _ message: String, _ text: String) -> GeminiError {
        var error = GeminiError(kind, message)
        error.partialText = text
        return error
    }

    /// Models sometimes put JSON into a Markdown fence although they were asked for JSON alone.
    private static func unfenced(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 2, lines[0].hasPrefix("```"), let end = lines.lastIndex(of: "```"), end > 0 else {
            return text
        }
        return lines[1..<end].joined(separator: "\n")
    }
}

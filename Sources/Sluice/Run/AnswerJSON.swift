import Gemini
import StructuredJSON

/// Reads the JSON of an answer.
enum AnswerJSON {
    /// - Throws: ``GeminiError`` of kind `invalid_output`, with the text, when it is no JSON or does not match.
    static func value(of text: String, matching schema: JSONSchema?) throws(GeminiError) -> JSONValue {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: unfenced(text))
        } catch {
            throw invalid("The answer is not JSON: \(error)", text)
        }
        let violations = schema?.violations(of: value) ?? []
        if let first = violations.first {
            let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
            throw invalid("The answer does not match the schema: \(first)\(more)", text)
        }
        return value
    }

    private static func invalid(_ message: String, _ text: String) -> GeminiError {
        var error = GeminiError(.invalidOutput, message)
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

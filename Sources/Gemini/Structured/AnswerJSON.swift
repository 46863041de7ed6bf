public import StructuredJSON

/// Reads the JSON of an answer.
public enum AnswerJSON {
    /// - Throws: ``GeminiError``, with the text in it: of kind `truncated` when the JSON ends in the middle, of kind
    ///   `invalid_output` when it is no JSON or does not match the schema. Keywords that are not checked on this side are in
    ///   `uncheckedKeywords` of the schema.
    public static func value(of text: String, matching schema: JSONSchema? = nil) throws(GeminiError) -> JSONValue {
        do throws(AnswerTextError) {
            return try JSONValue(answer: text, matching: schema)
        } catch {
            var failure = GeminiError(error.isCutShort ? .truncated : .invalidOutput, error.message)
            failure.partialText = text
            throw failure
        }
    }
}

import StructuredJSON
import Testing

@testable import GeminiEmulator

/// Answers keep to what a schema allows.
struct SchemaLimitTests {
    private func answer(_ schema: String) throws -> (answer: JSONValue, violations: [SchemaViolation]) {
        let json = try JSONValue(parsing: schema)
        let answer = SchemaFiller(schema: json, facts: [], prompt: "Describe this picture in a few words").json
        return (answer, try JSONSchema(json).violations(of: answer))
    }

    @Test(
        arguments: [
            #"{"type": "string", "maxLength": 3}"#, #"{"type": "string", "minLength": 90}"#,
            #"{"type": "string", "pattern": "^[A-Z]{3}$", "maxLength": 3}"#,
            #"{"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}"#,
            #"{"type": "string", "pattern": "^(?:red|green)-[^a-z]+(x|y)?$"}"#,
            #"{"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}"#,
            #"{"type": "string", "pattern": "^\\p{Lu}\\p{L}*$", "minLength": 5}"#,
            #"{"type": "string", "pattern": "^[\\w.+-]+@[\\w-]+\\.[a-z]{2,}$"}"#,
            #"{"type": "number", "multipleOf": 0.01, "minimum": 0.065}"#,
            #"{"type": "array", "items": {"type": "string", "maxLength": 2}, "uniqueItems": true, "minItems": 1}"#,
        ]
    )
    func areKept(schema: String) throws {
        let (answer, violations) = try answer(
            #"{"type": "object", "properties": {"v": \#(schema)}, "required": ["v"]}"#
        )
        #expect(violations.isEmpty, "\(answer)")
    }

    @Test func aTextThatIsAllowedStaysAsItWasFound() {
        let limits = StringLimits(["type": "string", "pattern": "pict", "minLength": 3, "maxLength": 20])
        #expect(limits.nearest("a picture of a cat") == "a picture of a cat")
        #expect(limits.nearest("a photo of a cat") == "pict")
    }

    @Test(arguments: [#"(a)\1"#, "(", "[b-a]", "a{2", #"\"#, String(repeating: "(", count: 5000), "(a{10000}){10000}"])
    func whatIsNotUnderstoodHasNoSample(pattern: String) {
        #expect(PatternSample.text(for: pattern) == nil)
    }
}

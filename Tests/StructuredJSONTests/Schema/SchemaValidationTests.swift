import StructuredJSON
import Testing

struct SchemaValidationTests {
    private static func violations(_ schema: String, _ value: String) throws -> [String] {
        try JSONSchema(JSONValue(parsing: schema)).violations(of: JSONValue(parsing: value)).map(\.description)
    }

    @Test(arguments: [
        (#"{"type":"integer"}"#, "3.0"), (#"{"type":"number"}"#, "3"), (#"{"type":["string","null"]}"#, "null"),
        (#"{"properties":{"a":{"type":"string"}}}"#, #"{"b":1}"#), (#"{"enum":[1,"a"]}"#, "1.0"),
        (#"{"additionalProperties":{"type":"integer"}}"#, #"{"a":1}"#), (#"{"const":{"a":1}}"#, #"{"a":1}"#),
        (#"{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}"#, #"["a",1,2]"#),
        (#"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#, "1"), (#"{"minimum":1,"maximum":3}"#, "3"),
        (#"{"format":"date-time"}"#, #""2026-11-22T10:00:00.5+01:00""#), (#"{"format":"date"}"#, #""2024-02-29""#),
        (#"{"format":"time"}"#, #""23:59:60Z""#), (#"{"format":"email"}"#, #""nobody""#), ("{}", "null"),
        (
            ##"{"$defs":{"n":{"properties":{"next":{"$ref":"#/$defs/n"}}}},"$ref":"#/$defs/n"}"##,
            #"{"next":{"next":{}}}"#
        ),
    ])
    func thisMatches(schema: String, value: String) throws {
        #expect(try Self.violations(schema, value) == [])
    }

    @Test(arguments: [
        (#"{"type":"integer"}"#, "3.5", "should be an integer, not the number 3.5"),
        (#"{"type":["string","null"]}"#, "1", "should be a string or null, not the number 1"),
        (#"{"required":["a"]}"#, "{}", "a is missing"),
        (
            #"{"properties":{"title":{}},"additionalProperties":false}"#, #"{"titel":1}"#,
            "titel is not in the schema (did you mean 'title'?)"
        ),
        (
            #"{"additionalProperties":{"type":"integer"}}"#, #"{"a":"x"}"#,
            #"a should be an integer, not the string "x""#
        ),
        (#"{"enum":["calm","lively"]}"#, #""loud""#, #"should be one of "calm", "lively", not the string "loud""#),
        (#"{"const":1}"#, "2", "should be the number 1, not the number 2"),
        (#"{"format":"date"}"#, #""2026-02-29""#, #"should be a date (RFC 3339), not the string "2026-02-29""#),
        (
            #"{"format":"date-time"}"#, #""2026-02-28""#,
            #"should be a date-time (RFC 3339), not the string "2026-02-28""#
        ),
        (#"{"format":"time"}"#, #""24:00:00Z""#, #"should be a time (RFC 3339), not the string "24:00:00Z""#),
        (#"{"minimum":1}"#, "0", "should be at least 1, not 0"), (#"{"maximum":1}"#, "2", "should be at most 1, not 2"),
        (#"{"exclusiveMinimum":1}"#, "1", "should be more than 1, not 1"),
        (#"{"minItems":2}"#, "[1]", "should have at least 2 elements, not 1"),
        (#"{"maxItems":0}"#, "[1]", "should have at most 0 elements, not 1"),
        (#"{"prefixItems":[{}],"items":false}"#, "[1,2]", "[1] should not be there"),
        (
            #"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "1",
            "should be a string, not the number 1, or fit another alternative"
        ),
        (#"{"oneOf":[{},{"type":"integer"}]}"#, "1", "fits more than one of the alternatives, and should fit one"),
        (#"{"allOf":[{"minimum":1},{"maximum":3}]}"#, "4", "should be at most 3, not 4"),
    ])
    func thisDoesNot(schema: String, value: String, violation: String) throws {
        #expect(try Self.violations(schema, value) == [violation])
    }

    @Test func thePathLeadsToThePlace() {
        let schema: JSONSchema = "segments [{start number, text}]"
        let violations = schema.violations(of: [
            "segments": [["start": 0, "text": "a"], ["start": 1, "text": "b"], ["start": "soon"]]
        ])
        #expect(violations.map(\.path) == ["segments[2].text", "segments[2].start"])
        #expect(violations.last?.message == #"should be a number, not the string "soon""#)
    }

    @Test func theListOfViolationsIsBounded() throws {
        let schema = try JSONSchema(["items": ["type": "string"]])
        let numbers = JSONValue.array((0..<1000).map { .number(JSONNumber($0)) })
        #expect(schema.violations(of: numbers).count == JSONSchema.mostViolations)
    }

    @Test func aSchemaThatRefersToItselfEnds() throws {
        #expect(try Self.violations(##"{"$ref":"#"}"##, "1").count == 1)
        let branching = ##"{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}"##
        #expect(try !Self.violations(branching, "1").isEmpty)
    }
}

import StructuredJSON
import Testing

struct SchemaCheckTests {
    @Test(arguments: [
        (#"[1]"#, #"A schema is an object such as {"type": "string"}, not a list of 1"#),
        (#"{"type":"strin"}"#, "type: 'strin' is not a type; did you mean 'string'?"),
        (#"{"type":[]}"#, "type: The name of a type, or a list of names, should be here, not a list of 0"),
        (#"{"people":"integer"}"#, "None of these is a schema keyword: people. Fields go inside \"properties\""),
        (
            #"{"type":"object","properties":{"a":"string"}}"#,
            #"properties.a: A schema is an object such as {"type": "string"}, not the string "string""#
        ),
        (#"{"properties":[]}"#, "properties: An object of schemas by name should be here, not a list of 0"),
        (#"{"required":"a"}"#, "required: A list of field names should be here, not the string \"a\""),
        (#"{"enum":[]}"#, "enum: A list of at least one value should be here, not a list of 0"),
        (#"{"items":[{}]}"#, "items: One schema should be here; for a list use \"prefixItems\""),
        (#"{"anyOf":{}}"#, "anyOf: A list of at least one schema should be here, not an object"),
        (#"{"minItems":-1}"#, "minItems: A whole number from 0 should be here, not the number -1"),
        (#"{"minimum":"1"}"#, "minimum: A number should be here, not the string \"1\""),
        (##"{"$ref":"#/$defs/x"}"##, "$ref: There is nothing at '#/$defs/x'"),
        (
            #"{"items":{"anyOf":[{"type":"string"},{"properties":{"a":{"type":"int"}}}]}}"#,
            "items.anyOf.1.properties.a.type: 'int' is not a type; did you mean 'integer'?"
        ),
    ])
    func whatIsNoSchemaIsRefused(text: String, message: String) throws {
        let value = try JSONValue(parsing: text)
        let error = #expect(throws: SchemaError.self) { try JSONSchema(value) }
        #expect(error?.description == message)
    }

    @Test func unknownKeywordsAreKept() throws {
        let value: JSONValue = ["type": "string", "x-order": 3, "pattern": "^a"]
        let schema = try JSONSchema(value)
        #expect(schema.json == value)
        #expect(schema.uncheckedKeywords == ["x-order"])
    }

    @Test func whatIsNotCheckedIsNamedAtEveryDepth() throws {
        let schema = try JSONSchema([
            "title": "t",
            "properties": ["maxLength": ["type": "string", "unevaluatedItems": false, "format": "email"]],
            "anyOf": [["items": ["x-order": true, "maxLength": 3, "uniqueItems": true]]],
        ])
        #expect(schema.uncheckedKeywords == ["format email", "unevaluatedItems", "x-order"])
        #expect(JSONSchema("title, at datetime").uncheckedKeywords.isEmpty)
    }

    @Test func endlessNestingIsRefused() {
        var value: JSONValue = ["type": "string"]
        for _ in 0..<100 { value = ["items": value] }
        #expect(throws: SchemaError.self) { try JSONSchema(value) }
    }
}

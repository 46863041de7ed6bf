import StructuredJSON
import Testing

struct ShorthandTests {
    @Test(arguments: [
        ("title", #"{"type":"string"}"#),
        ("title str", #"{"type":"string"}"#),
        ("title text", #"{"type":"string"}"#),
        ("title int", #"{"type":"integer"}"#),
        ("title float", #"{"type":"number"}"#),
        ("title boolean", #"{"type":"boolean"}"#),
        ("title date", #"{"type":"string","format":"date"}"#),
        ("title datetime", #"{"type":"string","format":"date-time"}"#),
        ("title time", #"{"type":"string","format":"time"}"#),
        ("title [string]", #"{"type":"array","items":{"type":"string"}}"#),
        ("title []", #"{"type":"array","items":{"type":"string"}}"#),
        ("title [[int?]]", #"{"type":"array","items":{"type":"array","items":{"type":["integer","null"]}}}"#),
        ("title (calm | very lively)", #"{"type":"string","enum":["calm","very lively"]}"#),
        ("title: six words", #"{"type":"string","description":"six words"}"#),
        (#"title int : "a, \"b\" é""#, #"{"type":"integer","description":"a, \"b\" é"}"#),
    ])
    func aFieldIsWrittenLikeThis(shorthand: String, property: String) throws {
        let schema = try JSONSchema(shorthand: shorthand)
        #expect(schema.json["properties"]?["title"]?.text() == property)
        #expect(schema.json["required"] == ["title"])
    }

    @Test(arguments: ["people int?", "people? int", "people? int?"])
    func aQuestionMarkMeansOptionalAndNullable(shorthand: String) throws {
        let schema = try JSONSchema(shorthand: "title, \(shorthand)")
        #expect(schema.json["properties"]?["people"] == ["type": ["integer", "null"]])
        #expect(schema.json["required"] == ["title"])
    }

    @Test func anOptionalChoiceMayBeNull() throws {
        let schema: JSONSchema = "mood (calm|lively)?"
        #expect(schema.violations(of: ["mood": nil]).isEmpty)
        #expect(schema.violations(of: [:]).isEmpty)
        #expect(!schema.violations(of: ["mood": "loud"]).isEmpty)
    }

    @Test func fieldsAreInTheirOrderAndNest() throws {
        let schema = try JSONSchema(
            shorthand: """
                title: "six words, no more"
                segments [{start number: seconds, end number, text}],
                place {name, country?}
                tags [string],
                """
        )
        #expect(schema.json["properties"]?.object?.keys == ["title", "segments", "place", "tags"])
        #expect(schema.json["required"] == ["title", "segments", "place", "tags"])
        let segment = schema.json["properties"]?["segments"]?["items"]
        #expect(segment?["required"] == ["start", "end", "text"])
        #expect(segment?["properties"]?["start"]?["description"] == "seconds")
        #expect(schema.json["properties"]?["place"]?["required"] == ["name"])
    }

    @Test(arguments: [
        ("title strng", "column 7: 'strng' is not a type; did you mean 'string'?"),
        ("", "column 1: A field name should be here"),
        ("a, 1b", "column 4: A field name should be here: letters, digits and _, beginning with a letter"),
        ("a, a int", "column 4: There are two fields called 'a'"),
        ("a [string", "column 10: A ']' should be here"),
        ("a {b", "column 5: The text ends where '}' should be"),
        ("a {}", "column 4: A field name should be here"),
        ("a (x|)", "column 6: A choice should be here"),
        ("a (x|x)", "column 6: The choice \"x\" is there twice"),
        ("a (x", "column 5: The text ends where ')' should be"),
        ("a int b", "column 7: A comma or a new line should be here, not 'b'"),
        ("a: \"x", "column 4: The description has no closing quote"),
        ("a,\n b wrong", "line 2, column 4: 'wrong' is not a type; expected one of: "),
    ])
    func anErrorSaysWhereAndWhatWouldBeRight(shorthand: String, message: String) {
        let error = #expect(throws: SchemaError.self) { try JSONSchema(shorthand: shorthand) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func endlessNestingIsRefused() {
        for bracket in ["[", "{a"] {
            let text = "a " + String(repeating: bracket + " ", count: 100_000)
            #expect(throws: SchemaError.self) { try JSONSchema(shorthand: text) }
        }
    }
}

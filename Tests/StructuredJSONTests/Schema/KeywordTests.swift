import StructuredJSON
import Testing

/// The keywords of a schema that the service does not heed, and that answers are held against all the same.
struct KeywordTests {
    private func violations(_ schema: String, _ value: String) throws -> [String] {
        try JSONSchema(JSONValue(parsing: schema)).violations(of: JSONValue(parsing: value)).map(\.description)
    }

    @Test(
        arguments: [
            (#"{"minLength": 2}"#, [#""ab""#, #""e\u0301""#, "5"], [#""a""#, #""""#, #""é""#]),
            (#"{"maxLength": 2}"#, [#""ab""#, #""😀😀""#, #""""#], [#""abc""#, #""e\u0301e""#, #""👨‍👩‍👧""#]),
            (
                #"{"multipleOf": 0.01}"#,
                ["0.07", "19.99", "4.35", "1e3", "0", "-0.29", "1.10", "123456789012345678901234567890.5"],
                ["0.075", "1e-3", "19.999"]
            ),
            (#"{"multipleOf": 0.1}"#, ["0.3", "1.1", "3", "-0.7"], ["0.35"]),
            (
                #"{"multipleOf": 3}"#, ["9", "9.0", "3e20", "-3", "300000000000000000000000000000000003"],
                ["10", "9.5", "1e20"]
            ),
            (#"{"multipleOf": 1e-8}"#, ["0.00000012", "1e300"], ["1.5e-9"]),
            (#"{"multipleOf": 2.5e3}"#, ["5000", "2.5e3", "1e6"], ["2600", "250"]),
            (
                #"{"uniqueItems": true}"#, ["[1, 2]", "[]", "[1, true]", "[[1], [2]]", #"["a", "A"]"#],
                ["[1, 1.0]", #"[{"a": 1, "b": 2}, {"b": 2, "a": 1}]"#, "[null, 3, null]"]
            ),
            (#"{"uniqueItems": false}"#, ["[1, 1]"], []),
            (#"{"contains": {"type": "integer"}}"#, ["[1]", #"["a", 2]"#, "3"], ["[]", #"["a"]"#]),
            (
                #"{"contains": {"minimum": 5}, "minContains": 2, "maxContains": 3}"#, ["[5, 6]", "[1, 5, 6, 7]"],
                ["[5]", "[5, 6, 7, 8]"]
            ),
            (#"{"contains": {"minimum": 5}, "minContains": 0}"#, ["[]", "[1]"], []),
            (#"{"minProperties": 1, "maxProperties": 2}"#, [#"{"a": 1}"#], ["{}", #"{"a": 1, "b": 2, "c": 3}"#]),
            (#"{"propertyNames": {"pattern": "^[a-z]+$"}}"#, [#"{"ab": 1}"#, "{}"], [#"{"aB": 1}"#]),
            (
                #"{"patternProperties": {"^n_": {"type": "number"}}, "additionalProperties": false}"#, [#"{"n_a": 1}"#],
                [#"{"n_a": "x"}"#, #"{"m": 1}"#]
            ),
            (
                #"{"dependentRequired": {"card": ["number", "name"]}}"#,
                [#"{"name": 1}"#, #"{"card": 1, "number": 2, "name": 3}"#], [#"{"card": 1, "name": 2}"#]
            ),
            (
                #"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, [#"{"b": 1}"#, #"{"a": 1, "b": 1}"#],
                [#"{"a": 1}"#]
            ),
            (#"{"not": {"type": "string"}}"#, ["1", "null"], [#""a""#]),
            (#"{"not": {}}"#, [], ["1"]),
            (
                #"{"if": {"properties": {"kind": {"const": "x"}}}, "then": {"required": ["y"]}, "else": {"required": ["z"]}}"#,
                [#"{"kind": "x", "y": 1}"#, #"{"kind": "w", "z": 1}"#], [#"{"kind": "x", "z": 1}"#, #"{"kind": "w"}"#]
            ),
            (#"{"if": {"minimum": 10}, "then": {"multipleOf": 10}}"#, ["7", "20"], ["15"]),
            (#"{"then": {"type": "string"}, "else": {"type": "string"}}"#, ["1"], []),
            (
                #"{"format": "uuid"}"#, [#""123e4567-e89b-12d3-a456-426614174000""#],
                [#""123e4567e89b12d3a456426614174000""#, #""123e4567-e89b-12d3-a456-42661417400g""#]
            ),
            (
                #"{"format": "ipv4"}"#, [#""192.168.0.1""#],
                [#""256.1.1.1""#, #""1.2.3""#, #""01.2.3.4""#, #""1.2.3.+4""#]
            ),
            (
                #"{"format": "uri"}"#, [#""https://example.org/a?b#c""#, #""urn:x:y""#],
                [#""example.org""#, #""https://a b""#, #"":x""#]
            ),
        ] as [(String, [String], [String])]
    )
    func areHeldAgainstTheAnswer(schema: String, right: [String], wrong: [String]) throws {
        for value in right { #expect(try violations(schema, value) == [], "\(schema) \(value)") }
        for value in wrong { #expect(try violations(schema, value).count == 1, "\(schema) \(value)") }
    }

    @Test func whatIsWrongIsSaidWithItsPlace() throws {
        let schema = #"{"properties": {"codes": {"items": {"pattern": "^[A-Z]{3}$"}, "uniqueItems": true}}}"#
        #expect(
            try violations(schema, #"{"codes": ["ABC", "abc", "ABC"]}"#) == [
                #"codes[2] should not be the same as codes[0]: the string "ABC""#,
                #"codes[1] should match the pattern "^[A-Z]{3}$", and the string "abc" does not"#,
            ]
        )
    }

    @Test(arguments: [
        (#"{"pattern": "(a"}"#, "a group is not closed"), (#"{"pattern": "*a"}"#, "nothing that '*' could repeat"),
        (#"{"pattern": "[b-a]"}"#, "out of order"), (#"{"pattern": "\\Z"}"#, "not known in ECMA-262"),
        (#"{"pattern": "a)"}"#, "closes no group"), (#"{"pattern": "(?i)a"}"#, "should be followed by"),
        (#"{"pattern": "[a"}"#, "not closed"), (#"{"pattern": "a++"}"#, "nothing that '+'"),
        (#"{"patternProperties": {"(": {}}}"#, "not a regular expression"), (#"{"pattern": 3}"#, "A string"),
        (#"{"multipleOf": 0}"#, "above 0"), (#"{"multipleOf": -2}"#, "above 0"),
        (#"{"uniqueItems": "yes"}"#, "true or false"), (#"{"dependentRequired": {"a": "b"}}"#, "field names"),
        (#"{"items": {"minLength": -1}}"#, "whole number"),
    ])
    func whatCannotBeRightIsAnErrorWhenTheSchemaIsMade(schema: String, message: String) throws {
        let json = try JSONValue(parsing: schema)
        let error = #expect(throws: SchemaError.self) { try JSONSchema(json) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test func whatIsNotCheckedInsideOfAConditionIsNoMatch() throws {
        // Else "not" would turn a check that was given up into a match.
        let schema = #"{"not": {"pattern": "^(a+)+$"}}"#
        let text = "\"\(String(repeating: "a", count: 40))b\""
        #expect(try violations(schema, text).isEmpty == false)
    }
}

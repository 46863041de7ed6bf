import StructuredJSON
import Testing

struct JSONWriterTests {
    private let value: JSONValue = ["b": [1, "x"], "a": [:], "empty": []]

    @Test func theCompactStyleIsOneLine() {
        #expect(value.text() == #"{"b":[1,"x"],"a":{},"empty":[]}"#)
    }

    @Test func thePrettyStyleIsIndented() {
        #expect(value.text(.pretty) == "{\n  \"b\": [\n    1,\n    \"x\"\n  ],\n  \"a\": {},\n  \"empty\": []\n}")
    }

    @Test func theCanonicalStyleSortsNamesAtEveryDepth() {
        let value: JSONValue = ["b": ["z": 1, "y": 2], "a": 3]
        #expect(value.text(.canonical) == #"{"a":3,"b":{"y":2,"z":1}}"#)
    }

    @Test func controlCharactersAreEscaped() {
        #expect(JSONValue.string("é\u{9B}31m\u{80}\u{9F}\u{A0}Â").text() == "\"é\\u009b31m\\u0080\\u009f\u{A0}Â\"")
        #expect(JSONValue.string("\"\\\u{1B}\u{0}\u{7F}\n\t\r/é").text() == #""\"\\\u001b\u0000\u007f\n\t\r/é""#)
    }

    @Test func everyCharacterComesBack() throws {
        let all = (0..<0x300).compactMap(Unicode.Scalar.init).map(Character.init)
        let string = JSONValue.string(String(all) + "🙂\u{10FFFF}")
        #expect(try JSONValue(parsing: string.serialized()) == string)
    }
}

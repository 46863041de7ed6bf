import StructuredJSON
import Testing

struct JSONParserTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "[1,-0,1.50,2e10,1E-3]", #"{"b":1,"a":[{"c":null}]}"#, #""é 漢 🙂""#,
    ])
    func whatIsReadIsWrittenAsItCame(text: String) throws {
        #expect(try JSONValue(parsing: text).text() == text)
    }

    @Test(arguments: [
        "", " ", "nul", "tru", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "-",
        "1e",
        "\"", "\"\\", "\"\\u12", "\"\\u12g4\"", "\"\\x\"", "\"a\nb\"", "[1]]", "NaN", "// c\n1", "\"\\uＦＦＦＦ\"",
    ])
    func whatIsNotJSONIsRefused(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test(arguments: [
        (#""\u0041\n\/\"""#, "A\n/\""), (#""\ud83d\ude42""#, "🙂"), (#""\ud83d""#, "\u{FFFD}"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ude42x""#, "\u{FFFD}x"), (#""\ud83d\ud83d\ude42""#, "\u{FFFD}🙂"),
    ])
    func escapesAreDecoded(text: String, string: String) throws {
        #expect(try JSONValue(parsing: text) == .string(string))
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22]) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
    }

    @Test func aByteOrderMarkIsSkipped() throws {
        #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF, 0x31]) == 1)
    }

    @Test func nestingIsBounded() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try JSONValue(parsing: nested(512)) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: nested(513)) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "{\"a\":[", count: 100_000)) }
    }

    @Test func anErrorSaysWhere() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: #"{"a": 1, }"#) }
        #expect(error?.offset == 9)
    }

    @Test func ofTwoMembersWithOneNameTheLastWins() throws {
        #expect(try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#).text() == #"{"a":3,"b":2}"#)
    }
}

import Foundation
import StructuredJSON
import Testing

struct JSONCodingTests {
    private struct Mine: Codable, Equatable {
        let extra: JSONValue
        let more: JSONObject?
    }

    @Test(arguments: [
        #"{"a":[1,-2,0.5,true,false,null,"é"],"b":{}}"#, "[]", "18446744073709551615", #""1""#, "1.5",
    ])
    func aValueGoesThroughAnyCoder(text: String) throws {
        let value = Mine(extra: try JSONValue(parsing: text), more: ["x": 1])
        let data = try JSONEncoder().encode(value)
        #expect(try JSONValue(parsing: Array(data)) == ["extra": value.extra, "more": ["x": 1]])
        #expect(try JSONDecoder().decode(Mine.self, from: data) == value)
        let list = try PropertyListEncoder().encode(["v": JSONValue.object(["x": .string("y")])])
        #expect(try PropertyListDecoder().decode([String: JSONValue].self, from: list) == ["v": ["x": "y"]])
    }

    @Test func anObjectIsNoList() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSONObject.self, from: Data("[1]".utf8)) }
    }
}

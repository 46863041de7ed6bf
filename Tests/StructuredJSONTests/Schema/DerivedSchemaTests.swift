import Foundation
import StructuredJSON
import Testing

/// A schema made from a type.
struct DerivedSchemaTests {
    private enum Mood: String, Codable, CaseIterable { case calm, lively }
    private enum Level: Int, Codable, CaseIterable { case low = 1, high = 3 }
    private struct Place: Codable, Equatable {
        let name: String
        let country: String?
    }
    private struct Tag: RawRepresentable, Codable { let rawValue: String }

    private struct Card: Codable {
        let title: String
        let altText: String?
        let mood: Mood
        let second: Mood?
        let level: Level
        let people: Int
        let count: UInt8
        let score: Double
        let price: Decimal
        let isNew: Bool
        let place: Place
        let other: Place?
        let rows: [[Int]]
        let names: Set<String>
        let gaps: [String?]
        let lengths: [String: Double]
        let link: URL
        let id: UUID
        let taken: Date
        let tag: Tag
        let extra: JSONValue
        enum CodingKeys: String, CodingKey {
            case title
            case altText = "alt_text"
            case mood, second, level, people, count, score, price
            case isNew = "is_new"
            case place, other, rows, names, gaps, lengths, link, id, taken, tag, extra
        }
    }

    @Test func hasWhatTheTypeDecodes() throws {
        let schema = JSONSchema(of: Card.self, describing: ["title": "at most six words", "place.name": "a town"])
        let place =
            #""type":"object","properties":{"name":{"type":"string"},"country":{"type":["string","null"]}},"required":["name"]"#
        let expected = try JSONValue(
            parsing: #"""
                {"type": "object", "properties": {
                  "title": {"type": "string", "description": "at most six words"},
                  "alt_text": {"type": ["string", "null"]},
                  "mood": {"type": "string", "enum": ["calm", "lively"]},
                  "second": {"type": ["string", "null"], "enum": ["calm", "lively", null]},
                  "level": {"type": "integer", "enum": [1, 3]},
                  "people": {"type": "integer"}, "count": {"type": "integer", "minimum": 0},
                  "score": {"type": "number"}, "price": {"type": "number"}, "is_new": {"type": "boolean"},
                  "place": {"type": "object", "properties": {"name": {"type": "string", "description": "a town"},
                    "country": {"type": ["string", "null"]}}, "required": ["name"]},
                  "other": {\#(place.replacing(#""object""#, with: #"["object","null"]"#))},
                  "rows": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
                  "names": {"type": "array", "items": {"type": "string"}},
                  "gaps": {"type": "array", "items": {"type": ["string", "null"]}},
                  "lengths": {"type": "object", "additionalProperties": {"type": "number"}},
                  "link": {"type": "string", "description": "a URL"},
                  "id": {"type": "string", "description": "a UUID"},
                  "taken": {"type": "string", "format": "date-time"},
                  "tag": {"type": "string"}, "extra": {}},
                 "required": ["title", "mood", "level", "people", "count", "score", "price", "is_new", "place", "rows",
                   "names", "gaps", "lengths", "link", "id", "taken", "tag", "extra"]}
                """#
        )
        #expect(schema.json == expected)
        #expect(schema.problem == nil)
        #expect(try JSONSchema(schema.json) == schema)
        try schema.check(against: Card.self)
    }

    @Test func listsAndValuesAloneHaveOne() {
        #expect(JSONSchema(of: [Place].self).json["items"]?["type"] == "object")
        #expect(JSONSchema(of: String.self).json == ["type": "string"])
        #expect(JSONSchema(of: Point.self).json["prefixItems"] == [["type": "number"], ["type": "string"]])
    }

    private struct Point: Decodable {
        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            _ = try (list.decode(Double.self), list.decode(String.self))
        }
    }

    private final class Node: Codable { var name = "", children: [Node] = [] }
    private enum Silent: String, Codable { case yes, no }
    private enum Payload: Codable { case text(String), number(Int) }
    private struct WithPayload: Codable { let what: Payload }
    private struct WithSilent: Codable { let inner: [Inner]; struct Inner: Codable { let answer: Silent } }
    private struct Loose: Decodable {
        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if try value.decode(Int.self) == 1 { _ = try value.decode(String.self) }
        }
    }

    @Test func whatHasNoneSaysWhichMemberItIs() {
        #expect(
            JSONSchema(of: Node.self).problem?.description == "children: Node contains itself; write the schema by hand"
        )
        #expect(
            JSONSchema(of: WithSilent.self).problem?.description
                == "inner.answer: What Silent decodes cannot be found out; make it CaseIterable, or write the schema by hand"
        )
        #expect(
            JSONSchema(of: WithPayload.self).problem?.description
                == "what: What Payload decodes cannot be found out; write the schema by hand"
        )
        #expect(JSONSchema(of: Loose.self).problem?.message.contains("more than one way") == true)
        #expect(
            JSONSchema(of: Place.self, describing: ["nmae": "x"]).problem?.message
                == "'nmae' is described, and Place has no such member"
        )
    }

    @Test func whatHasNoneMatchesNothing() {
        let schema = JSONSchema(of: Node.self)
        #expect(schema.violations(of: ["name": "x", "children": []]).count == 1)
        let literal: JSONSchema = "pages integr"
        #expect(
            literal.problem?.description
                == "column 7: \"pages integr\" is no schema: 'integr' is not a type; did you mean 'integer'?"
        )
        #expect(literal.violations(of: ["pages": 1]).first?.message.contains("'integr' is not a type") == true)
    }
}

import Foundation
import StructuredJSON
import Testing

/// A schema written by hand against its type.
struct SchemaAgreementTests {
    private enum Mood: String, Codable { case calm, lively }
    private enum Named: String, Codable, CaseIterable { case calm, lively }
    private struct Title: Codable { let title: String }
    private struct Note: Codable { let note: String? }
    private struct Feeling: Codable { let mood: Mood }
    private struct Other: Codable { let mood: Named }
    private struct Pages: Codable { let pages: Int }
    private struct Score: Codable { let score: Double }
    private struct Photo: Codable { let taken: Date }
    private struct Book: Codable { let altText: String, parts: [Title] }
    private struct Mapped: Codable { let lengths: [String: Int] }
    private struct Mail: Decodable {
        init(from decoder: any Decoder) throws {
            let text = try decoder.singleValueContainer().decode(String.self)
            guard text.contains("@") else { throw Invalid() }
        }
        struct Invalid: Error {}
    }
    private struct Contact: Decodable { let mail: Mail }
    private final class Node: Codable { var name = "", next: Node? }

    @Test func whatFitsIsFound() throws {
        try check("title, more?", Title.self)
        try check("note?", Note.self)
        try check("title", Note.self)
        try check("mood (calm|lively)", Feeling.self)
        try check("mood (calm)", Other.self)
        try check("score int", Score.self)
        try check("taken date", Photo.self)
        try check("taken datetime", Photo.self)
        try check("altText, parts [{title, page int?}]", Book.self)
        try check("mail", Contact.self)
        try check(#"{"type": "object", "additionalProperties": {"type": "integer"}}"#, [String: Int].self)
        try check(
            ##"{"type":"object","properties":{"name":{"type":"string"},"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["name"]}"##,
            Node.self
        )
    }

    @Test func aMemberThatTheSchemaLacksIsNamed() {
        expect("alt_text, parts [{title}]", Book.self, "Book needs 'altText', which its schema does not have")
        expect("altTxt, parts [{title}]", Book.self, "did you mean 'altTxt'?")
        expect("altText, parts [{name}]", Book.self, "parts: Title needs 'title'")
    }

    @Test func whatMayBeLeftOutOrNullIsNamed() {
        expect("title?", Title.self, "null")
        expect(
            #"{"type": "object", "properties": {"title": {"type": "string"}}}"#,
            Title.self,
            "The schema allows 'title' to be left out, and Title needs it"
        )
        expect("altText, parts [{title}]?", Book.self, "parts: The schema allows null, and Book does not")
    }

    @Test func aChoiceMoreIsNamed() {
        expect("mood (calm|lively|angry)", Feeling.self, #"mood: The schema allows "angry", and Mood does not"#)
        expect("mood (calm|angry)", Other.self, #""angry""#)
        expect("mood", Other.self, #"The schema allows any string, and Named only "calm", "lively""#)
    }

    @Test func anotherTypeIsNamed() {
        expect("pages number", Pages.self, "pages: The schema says number, and Pages takes Int")
        expect("pages", Pages.self, "The schema says string, and Pages takes Int")
        expect("taken", Photo.self, "texts that are no dates")
        expect("taken number", Photo.self, "The schema says number, and Photo takes Date")
        expect("altText, parts {title}", Book.self, "The schema says object, and Book takes an array")
        expect("lengths [int]", Mapped.self, "The schema says array, and Mapped takes an object")
        expect(#"{"type": "object", "additionalProperties": {"type": "string"}}"#, [String: Int].self, "string")
        expect(#"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#, String.self, "integer")
    }

    @Test func aSchemaWithAMistakeFitsNothing() {
        expect(JSONSchema("pages integr"), Pages.self, "'integr' is not a type")
    }

    private func check<Value: Decodable>(_ schema: String, _ type: Value.Type) throws {
        try Self.schema(schema).check(against: type)
    }

    private func expect<Value: Decodable>(_ schema: String, _ type: Value.Type, _ words: String) {
        #expect(throws: Never.self) { expect(try Self.schema(schema), type, words) }
    }

    private func expect<Value: Decodable>(_ schema: JSONSchema, _ type: Value.Type, _ words: String) {
        let error = #expect(throws: SchemaError.self) { try schema.check(against: type) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "no error")")
    }

    private static func schema(_ text: String) throws -> JSONSchema {
        text.hasPrefix("{") ? try JSONSchema(JSONValue(parsing: text)) : try JSONSchema(shorthand: text)
    }
}

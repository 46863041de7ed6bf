import Foundation
import StructuredJSON
import Testing

struct HostileTextTests {
    @Test func aTextOfTooManyValuesIsRefused() throws {
        let text = Array("[\(Array(repeating: "1", count: 10).joined(separator: ","))]".utf8)
        var left = 11
        #expect(try JSONValue(parsing: text, valuesLeft: &left).array?.count == 10)
        #expect(left == 0)
        left = 10
        #expect(throws: JSONError.self) { try JSONValue(parsing: text, valuesLeft: &left) }
    }

    @Test func aNumberWithoutEndIsRefused() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "1", count: 2000)) }
        #expect((try? JSONValue(parsing: String(repeating: "1", count: 400))) != nil)
    }

    @Test(arguments: [
        (Int.max, 1, Int.max), (Int.max, Int.max, Int.max), (Int.min, -1, Int.min), (Int.min, Int.max, -1), (2, 3, 5),
    ])
    func sumsStayNumbers(a: Int, b: Int, sum: Int) {
        #expect(a.adding(b) == sum)
    }

    @Test(arguments: [(Int.max, 2, Int.max), (Int.min, 2, Int.min), (Int.min, -1, Int.max), (3, -4, -12)])
    func productsStayNumbers(a: Int, b: Int, product: Int) {
        #expect(a.multiplied(with: b) == product)
    }

    @Test(arguments: ["AIzaSyA-very_long.key~0123456789", "a+b/c==d&e!f%g", "12345678"])
    func aSecretIsCoveredInEveryForm(secret: String) throws {
        let cover = SecretCover(secret, mark: "#")
        let encoded = try #require(secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        var forms = [secret, "x\(secret)y\(secret)", encoded.replacing("%2D", with: "-").replacing("%5F", with: "_")]
        for before in ["", "k", "ke", "key"] { forms.append(Data((before + secret + "!").utf8).base64EncodedString()) }
        for form in forms.prefix(2) { #expect(!cover.covering(form).contains(secret)) }
        for form in forms.dropFirst(3) {
            let covered = cover.covering(form)
            #expect(covered.contains("#"), "\(form)")
            #expect(covered.count <= 10)
        }
        let json: JSONValue = ["a": [.string("x \(secret)"), 1, ["b": .object(JSONObject([(secret, .string("c"))]))]]]
        #expect(!cover.covering(json).text().contains(secret))
        #expect(cover.covering(["a": "b"] as JSONValue) == ["a": "b"])
    }

    @Test func aShortSecretIsNoReasonToChangeAnAnswer() {
        let cover = SecretCover("test", mark: "#")
        #expect(cover.covering(["text": "a test"] as JSONValue) == ["text": "a test"])
        #expect(cover.covering("a test") == "a #")
    }

    @Test func namesThatLookAlikeAreTwo() throws {
        let text = "{\"caf\u{E9}\":1,\"cafe\u{301}\":2}"
        let json = try JSONValue(parsing: text)
        #expect(json.object?.count == 2)
        #expect(json["caf\u{E9}"] == 1)
        #expect(json["cafe\u{301}"] == 2)
        #expect(Array(json.text().utf8) == Array(text.utf8))
    }
}

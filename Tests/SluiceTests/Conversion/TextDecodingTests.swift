import Foundation
import Testing

@testable import Sluice

struct TextDecodingTests {
    @Test(arguments: [String.Encoding.utf8, .utf16, .utf16LittleEndian, .utf16BigEndian])
    func aTextIsReadInTheEncodingThatItIsIn(encoding: String.Encoding) throws {
        let text = "Some words, größer.\r\nA second line.\r\n"
        let data = try #require(text.data(using: encoding))
        #expect(TextDecoding.text(of: Array(data)) == text)
    }

    @Test func whatIsNeitherIsReadAsWesternWindows() {
        #expect(TextDecoding.text(of: Array("Gr".utf8) + [0xFC, 0xDF] + Array("e".utf8)) == "Grüße")
    }
}

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

    /// `iconv -f UTF-8 -t CP932` and `-t EUC-JP` of one sentence with kanji, kana, digits and a half-width word.
    @Test(arguments: [
        "k4yLnoLMjWCCxYFBMTKOnoLJkUSCqo9vgtyCt4FCg2WDWINnILbFCg==",
        "xey1/qTOucGkx6GiMTK7/qTLwaWkrL3QpN6kuaGjpcaluaXIII62jsUK",
    ])
    func japaneseIsReadInItsOldEncodings(base64: String) throws {
        let data = try #require(Data(base64Encoded: base64))
        #expect(TextDecoding.text(of: Array(data)) == "東京の港で、12時に船が出ます。テスト ｶﾅ\n")
    }

    @Test(arguments: [
        "vfHM7M/CzufO0sPH1Nq427/atci0rKGj", "0eXj7uTt/yDs+yDm5LjsIOru8ODh6/wu",
        "v8C0wyC/7LiutMIguei4piCx4rTZuLO0z7TZLg==",
    ])
    func lettersThatAreNotKnownAreNotGuessed(base64: String) throws {
        #expect(TextDecoding.text(of: Array(try #require(Data(base64Encoded: base64)))) == nil)
    }

    @Test func whatIsNeitherIsReadAsWesternWindows() {
        #expect(TextDecoding.text(of: Array("Gr".utf8) + [0xFC, 0xDF] + Array("e".utf8)) == "Grüße")
    }
}

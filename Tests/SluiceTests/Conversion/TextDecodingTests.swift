import Foundation
import Sluice
import SluiceMedia
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct TextDecodingTests {
    private func text(of data: Data) -> String? {
        TextReading(of: Array(data))?.text(of: Array(data))
    }

    @Test(arguments: [String.Encoding.utf8, .utf16, .utf16LittleEndian, .utf16BigEndian])
    func aTextIsReadInTheEncodingThatItIsIn(encoding: String.Encoding) throws {
        let text = "Some words, größer.\r\nA second line.\r\n"
        #expect(self.text(of: try #require(text.data(using: encoding))) == text)
    }

    /// `iconv -f UTF-8 -t CP932` and `-t EUC-JP` of one sentence with kanji, kana, digits and a half-width word.
    @Test(arguments: [
        "k4yLnoLMjWCCxYFBMTKOnoLJkUSCqo9vgtyCt4FCg2WDWINnILbFCg==",
        "xey1/qTOucGkx6GiMTK7/qTLwaWkrL3QpN6kuaGjpcaluaXIII62jsUK",
    ])
    func japaneseIsReadInItsOldEncodings(base64: String) throws {
        #expect(text(of: try #require(Data(base64Encoded: base64))) == "東京の港で、12時に船が出ます。テスト ｶﾅ\n")
    }

    @Test func whatIsNeitherIsReadAsWesternWindows() {
        #expect(text(of: Data("Gr".utf8) + [0xFC, 0xDF] + Data("e".utf8)) == "Grüße")
    }
}

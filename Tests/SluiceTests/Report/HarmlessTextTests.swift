import Sluice
import StructuredJSON
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct HarmlessTextTests {
    @Test(
        arguments: [
            ("plain <b>", "plain <b>"),
            ("gpj\u{202E}exe", "gpj⟨U+202E⟩exe"),
            ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"),
            ("\u{1B}[31m\u{0}", "⟨U+001B⟩[31m⟨U+0000⟩"),
            ("a\r\nb\rc\n\td", "a\nb\nc\n\td"),
            ("עברית \u{200F}", "עברית \u{200F}"),
            ("👩‍👧", "👩‍👧"),
        ] as [(String, String)]
    )
    func whatWouldBeObeyedIsWrittenOut(text: String, expected: String) {
        #expect(HarmlessText.of(text) == expected)
    }

    @Test func namesOfMembersToo() {
        let value: JSONValue = ["a\u{202E}": ["\u{7}"], "n": 1]
        #expect(HarmlessText.of(value) == ["a⟨U+202E⟩": ["⟨U+0007⟩"], "n": 1])
    }

    @Test func nothingInDataEndsItsElement() throws {
        let value: JSONValue = ["</script><script>alert(1)</script>": "<!-- & \u{2028} ' \""]
        let text = String(decoding: HTMLText.json(value), as: UTF8.self)
        #expect(!text.contains("<"))
        #expect(!text.contains(">"))
        #expect(!text.contains("&"))
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func textBetweenTagsIsEscaped() {
        #expect(HTMLText.escaped("<a href=\"x\" title='y'>&") == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;")
    }
}

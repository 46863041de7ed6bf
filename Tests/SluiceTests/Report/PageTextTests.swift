import Sluice
import SluiceSupport
import StructuredJSON
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct PageTextTests {
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
        #expect(text.sanitized(for: .page) == expected)
    }

    @Test func namesOfMembersToo() {
        let value: JSONValue = ["a\u{202E}": ["\u{7}"], "n": 1]
        #expect(value.sanitized(for: .page) == ["a⟨U+202E⟩": ["⟨U+0007⟩"], "n": 1])
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
        #expect(
            "<a href=\"x\" title='y'>&".escaped(for: .html) == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;"
        )
    }
}

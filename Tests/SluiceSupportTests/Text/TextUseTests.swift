import SluiceSupport
import Testing

struct TextUseTests {
    @Test(
        arguments: [
            ("plain name.png", "plain name.png"), ("a\nb\tc", #"a\nb\tc"#), ("\u{1B}[2J", #"\u{1B}[2J"#),
            ("gpj\u{202E}exe", #"gpj\u{202E}exe"#), ("\u{E000}\u{200B}", #"\u{E000}\u{200B}"#), ("👩‍👧 ünï", "👩‍👧 ünï"),
        ] as [(String, String)]
    )
    func aNameOnATerminalIsOneLineOfVisibleCharacters(text: String, expected: String) {
        #expect(text.sanitized(for: .terminal) == expected)
    }

    @Test(
        arguments: [
            ("a\nb\tc", "a\nb\tc"), ("\u{1B}[2J", #"\u001b[2J"#), ("\u{200F}\u{061C}", #"\u200f\u061c"#),
            ("👩‍👧 ünï\u{7}", #"👩‍👧 ünï\u0007"#),
        ] as [(String, String)]
    )
    func linesOnATerminalKeepTheirBreaks(text: String, expected: String) {
        #expect(text.sanitized(for: .terminalLines) == expected)
    }

    @Test func aTextOnATerminalLosesWhatWouldBeObeyed() {
        #expect("a\n\u{1B}[2J\u{202E}b\u{200E}".sanitized(for: .terminalText) == "a\n[2Jb")
    }

    @Test(
        arguments: [
            ("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne", "a b c d e"), ("\u{FEFF}a\u{0}\u{202E}b", "ab", "ab"),
            ("  two \t blanks ", "  two \t blanks ", "two blanks"),
            ("עברית \u{200F}", "עברית \u{200F}", "עברית \u{200F}"),
        ] as [(String, String, String)]
    )
    func filesKeepLinesAndLinesKeepWords(text: String, file: String, line: String) {
        #expect(text.sanitized(for: .file) == file)
        #expect(text.sanitized(for: .line) == line)
    }

    @Test func eachMarkupHasItsReferences() {
        let text = #"<a b="c" d='e'>&"#
        #expect(text.escaped(for: .webVTT) == #"&lt;a b="c" d='e'&gt;&amp;"#)
        #expect(text.escaped(for: .xml) == "&lt;a b=&quot;c&quot; d='e'&gt;&amp;")
        #expect(text.escaped(for: .html) == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;")
    }

    @Test(arguments: [("aZ09-._~", "aZ09-._~"), ("a b/c?d=ü\n", "a%20b%2Fc%3Fd%3D%C3%BC%0A"), ("", "")])
    func onlyUnreservedBytesStayInAddresses(text: String, expected: String) {
        #expect(text.percentEncoded == expected)
    }

    @Test func numbersHaveAtLeastTheirDigits() {
        #expect(7.digits(2) == "07")
        #expect(1234.digits(2) == "1234")
        #expect(UInt32(0x1B).digits(4, radix: 16) == "001B")
    }

    @Test(arguments: [("a", 1), ("é", 1), ("漢", 2), ("한", 2), ("ｱ", 1), ("Ａ", 2), ("😀", 2), ("❤️", 2), ("→", 1)])
    func eastAsianCharactersAndEmojiHaveTwoColumns(character: Character, columns: Int) {
        #expect(character.columns == columns)
    }
}

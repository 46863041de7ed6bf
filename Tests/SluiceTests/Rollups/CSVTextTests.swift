import Sluice
import SluiceSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct CSVTextTests {
    @Test(
        arguments: [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+49 1", "'+49 1"),
            ("-5", "-5"),
            ("-2.75", "-2.75"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            (" =1", " '=1"),
            ("\"=1", "\"'=1"),
            ("\u{FF1D}1", "'\u{FF1D}1"),
            ("\t=1", "\t'=1"),
            ("a;=1", "a;'=1"),
            ("a;\"=1", "a;\"'=1"),
            ("a\r=1", "a\n'=1"),
            ("a\r\n=1", "a\n'=1"),
            ("a\n- one\n- two", "a\n- one\n- two"),
            ("a\n-cmd|x", "a\n'-cmd|x"),
            ("1 = 1", "1 = 1"),
            ("bell\u{7}\u{0}", "bell\u{FFFD}\u{FFFD}"),
            ("gpj\u{202E}exe", "gpj\u{FFFD}exe"),
            ("\u{1B}[31mred", "\u{FFFD}[31mred"),
            ("שלום\u{200F}", "שלום\u{200F}"),
        ] as [(String, String)]
    )
    func aTextIsShownAndNotObeyed(text: String, expected: String) {
        #expect(text.sanitized(for: .csv) == expected)
    }

    @Test func rowsAreReadBackAsTheyWere() throws {
        let cells = ["", "plain", "a,b", "say \"hi\"", "two\nlines", " blank ", "\"", "ünïcode 🦊"]
        #expect(try CSVReader.rows(CSVText.row(cells)) == [cells])
    }
}

import StructuredJSON
import Testing

/// `pattern` is a regular expression of ECMA-262.
struct PatternTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try JSONSchema(["pattern": .string(pattern)]).violations(of: .string(text)).isEmpty
    }

    @Test(
        arguments: [
            ("b", ["abc"], ["ac"]),
            ("^a$", ["a"], ["a\n", "ab", "ba"]),
            ("^.$", ["x", "😀", "\u{85}"], ["\n", "\u{2028}", "\r", "xy"]),
            ("^\\d+$", ["042"], ["٣", "１"]),
            ("^\\w+$", ["aZ_9"], ["é", "-"]),
            ("^\\D$", ["٣", "a"], ["4"]),
            ("^\\s$", [" ", "\u{FEFF}", "\u{0B}", "\u{A0}", "\u{2029}"], ["\u{85}", "\u{180E}", "x"]),
            ("^\\S\\W$", ["a-"], ["a ".replacing(" ", with: "a"), " -"]),
            ("\\bcat\\b", ["a cat.", "écaté"], ["concat", "cat_"]),
            ("o\\B", ["on"], ["no"]),
            ("^[\\w.+-]+@[\\w-]+\\.[a-z]{2,}$", ["a.b+c@d-e.org"], ["a@b", "@b.de"]),
            ("^[^\\d\\s]+$", ["ab"], ["a1", "a b"]),
            ("^[[&&a]$", ["[", "&", "a"], ["b"]),
            ("^[a\\]b]$", ["]", "a"], ["\\"]),
            ("^[a-]$", ["-", "a"], ["b"]),
            ("^[\\u{1F600}-\\u{1F64F}]{2}$", ["😀😀"], ["😀"]),
            ("^\\uD83D\\uDE00\\x41\\u0042$", ["😀AB"], ["AB"]),
            ("^[^]$", ["\n"], [""]),
            ("[]", [], ["", "a"]),
            ("^\\p{Lu}\\p{Script=Greek}$", ["Aβ"], ["aβ", "Ab"]),
            ("^\\P{L}$", ["1"], ["a"]),
            ("^(?<year>\\d{4})-\\k<year>$", ["2026-2026"], ["2026-2025"]),
            ("^(a|b)\\1$", ["aa"], ["ab"]),
            ("^(?=.*\\d)(?!x).+$", ["a1"], ["a", "x1"]),
            ("(?<=\\$)\\d+", ["$5"], ["€5"]),
            ("^{.*}$", ["{a}"], ["a"]),
            ("^a{2,3}?$", ["aa", "aaa"], ["a", "aaaa"]),
            ("^a{0}$", [""], ["a"]),
            ("^# x$", ["# x"], ["#x"]),
            ("^\\/\\-\\.\\@$", ["/-.@"], ["/-a@"]),
            ("^\\cJ\\0$", ["\n\0"], ["J0"]),
            ("e\u{301}", ["e\u{301}"], ["\u{E9}"]),
        ] as [(String, [String], [String])]
    )
    func meansWhatECMAScriptSays(pattern: String, right: [String], wrong: [String]) throws {
        for text in right { #expect(try matches(pattern, text), "\(pattern) \(text.debugDescription)") }
        for text in wrong { #expect(try !matches(pattern, text), "\(pattern) \(text.debugDescription)") }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("^(a+)+$", String(repeating: "a", count: 60) + "b"),
            ("^(a|aa)+$", String(repeating: "a", count: 5000) + "b"),
            ("(.*)*x", String(repeating: "a", count: 50_000)),
            ("(x+x+)+y", String(repeating: "x", count: 5000)),
            ("((((a{0,1000}){0,1000}){0,1000}){0,1000})b", String(repeating: "a", count: 5000)),
        ]
    )
    func whatWouldTakeForEverIsAViolation(pattern: String, text: String) throws {
        let schema = try JSONSchema(["items": ["pattern": .string(pattern)]])
        let found = schema.violations(of: .array(Array(repeating: .string(text), count: 30)))
        #expect(found.isEmpty == false)
        #expect(found.allSatisfy { $0.message.contains("takes too long") }, "\(found.first?.message ?? "")")
    }

    @Test func aLongTextIsStillRead() throws {
        let text = String(repeating: "word and ", count: 100_000)
        #expect(try matches("^[a-z ]+$", text))
        #expect(try !matches("^[a-z ]+$", text + "9"))
    }

    @Test func whatECMAScriptHasAndIsNotHadHereIsNamed() throws {
        let schema = try JSONSchema(["pattern": "(?<=a+)b", "patternProperties": ["(?<=a*)c": ["type": "string"]]])
        #expect(schema.uncheckedKeywords == ["pattern (?<=a+)b", "patternProperties (?<=a*)c"])
        #expect(schema.violations(of: "b").isEmpty)
    }
}

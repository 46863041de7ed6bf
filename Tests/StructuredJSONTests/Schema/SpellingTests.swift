import StructuredJSON
import Testing

struct SpellingTests {
    private static let names = ["thinking_level", "temperature", "seed", "top_p"]

    @Test(arguments: [
        ("thinking_levl", "thinking_level"), ("Temperature", "temperature"), ("sede", "seed"), ("topp", "top_p"),
        ("think", "thinking_level"),
        ("colour", nil), ("x", nil), ("", nil),
    ])
    func onlyANearNameIsOffered(word: String, nearest: String?) {
        #expect(Spelling.nearest(to: word, in: Self.names) == nearest)
    }

    @Test func withNoneNearAllAreListed() {
        #expect(Spelling.hint(for: "colour", in: ["a", "b"]) == "expected one of: a, b")
    }
}

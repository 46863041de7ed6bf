import Sluice
import Testing

struct GlobTests {
    @Test(arguments: [
        ("**/*", "a"), ("**/*", "a/b/c"), ("**", "a/b"), ("*", "a/b"), ("*.jpg", "a.jpg"), ("*.jpg", "x/y/a.jpg"),
        ("**/*.jpg", "a.jpg"), ("*.jpg", "IMG.JPG"), ("Trip/*.JPG", "trip/a.jpg"), ("É*", "éa"), ("[a-c]X", "Bx"),
        ("caf\\xE9.*", "caf\\xE9.jpg"), ("trip/*", "trip/a"), ("trip/**", "trip/a/b"), ("trip/**/z", "trip/z"),
        ("trip/**/z", "trip/a/b/z"), ("**/a/**/b", "x/a/y/a/b"), ("?.jpg", "é.jpg"), ("?", "🙂"), ("[a-c]x", "bx"),
        ("[!a-c]x", "dx"), ("[]]", "]"), ("[a-]", "-"), ("*.{jpg,png}", "a.png"), ("{a,b/{c,d}}/e", "b/d/e"),
        ("{,x}a", "a"),
        ("\\*", "*"), ("\\{a\\}", "{a}"), ("**/.*", ".git"), ("**/.*", "a/.b"), ("a*b*c", "aXbXbXc"), ("trip/", "trip"),
    ])
    func thisMatches(pattern: String, path: String) throws {
        #expect(try Glob(pattern).matches(path))
    }

    @Test(arguments: [
        ("*.jpg", "a.jpg/b"), ("trip/*", "trip/a/b"), ("trip/*", "trip"), ("/trip", "x/trip"),
        ("?", "ab"), ("[a-c]", "d"), ("[!a-c]", "b"), ("a*b", "ac"), ("**/a", "b"), ("a/**/b", "a/c"), ("\\*", "a"),
        ("*.{jpg,png}", "a.gif"), ("**/.*", "a.b"), ("*", ""),
    ])
    func thisDoesNot(pattern: String, path: String) throws {
        #expect(try !Glob(pattern).matches(path))
    }

    @Test(arguments: [
        ("**/*", ".a", false), ("**/*", "a/.b/c", false), ("**", ".a/b", false), (".*", ".a", true),
        ("**/.b/*", "a/.b/c", true),
        ("[.]a", ".a", false), ("*", "a", true),
    ])
    func hiddenNamesNeedTheirDot(pattern: String, path: String, matches: Bool) throws {
        #expect(try Glob(pattern).matches(path, sparesHidden: true) == matches)
    }

    @Test(arguments: ["", "/", "a[", "a[b", "[z-a]", "{a", "a}", "{a,{b}", "{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}"])
    func aBrokenPatternIsRefused(pattern: String) {
        #expect(throws: DiscoveryError.self) { try Glob(pattern) }
    }

    @Test func aPatternMadeToBeSlowIsNot() throws {
        let stars = try Glob(String(repeating: "*a", count: 100) + "b")
        #expect(!stars.matches(String(repeating: "a", count: 250)))
        let folders = try Glob(String(repeating: "**/a/", count: 50) + "b")
        #expect(!folders.matches(Array(repeating: "a", count: 500).joined(separator: "/")))
    }
}

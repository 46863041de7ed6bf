import Foundation
import Testing

/// What the articles show is what ``Articles`` runs.
struct ArticleTests {
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let catalog = tests.appending(path: "../../Sources/Gemini/Gemini.docc").standardizedFileURL

    private static var articles: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: catalog.path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted()
    }

    @Test func thereIsOneForEachPartOfTheGuide() {
        #expect(Self.articles.count >= 14)
    }

    @Test(arguments: articles)
    func everyBlockOfCodeIsRun(article: String) throws {
        let code = Self.lines(try String(contentsOf: Self.tests.appending(path: "Articles.swift"), encoding: .utf8))
        let text = try String(contentsOf: Self.catalog.appending(path: article), encoding: .utf8)
        for block in text.components(separatedBy: "```swift\n").dropFirst() {
            let shown = Self.lines(block.components(separatedBy: "```")[0])
            #expect(!shown.isEmpty)
            #expect(code.firstRange(of: shown) != nil, "not in Articles.swift:\n\(shown.joined(separator: "\n"))")
        }
    }

    @Test func everyArticleIsLinkedFromTheFrontPage() throws {
        let front = try String(contentsOf: Self.catalog.appending(path: "Gemini.md"), encoding: .utf8)
        for article in Self.articles where article != "Gemini.md" {
            #expect(front.contains("<doc:\(article.dropLast(3))>"), "\(article)")
        }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}

import Foundation
import Sluice
import Testing

/// What the README says must be so.
struct ReadmeTests {
    private static let text: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    }()

    @Test func itsPipelineFileLoads() throws {
        let blocks = Self.text.components(separatedBy: "```yaml\n").dropFirst()
        let yaml = try #require(blocks.first?.components(separatedBy: "```").first)
        let recipe = try Recipe(yaml: yaml, file: "README.md")
        #expect(recipe.turns.count == 2)
    }

    @Test(arguments: Recipe.builtInNames)
    func itNamesEveryBuiltInRecipe(name: String) {
        #expect(Self.text.contains("`\(name)`"))
    }
}

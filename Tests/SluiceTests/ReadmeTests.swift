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

    /// `ReadmeCode.swift` is compiled with the imports that the README shows.
    @Test func itsSwiftCodeIsCompiled() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "ReadmeCode.swift")
        let code = Self.lines(try String(contentsOf: file, encoding: .utf8))
        let blocks = Self.text.components(separatedBy: "```swift\n").dropFirst()
        #expect(blocks.count >= 3)
        for block in blocks {
            let shown = Self.lines(block.components(separatedBy: "```")[0])
            let imports = shown.filter { $0.hasPrefix("import ") }
            #expect(imports.allSatisfy(code.contains))
            let body = Array(shown.dropFirst(imports.count))
            #expect(code.firstRange(of: body) != nil, "not in ReadmeCode.swift:\n\(body.joined(separator: "\n"))")
        }
    }

    /// Without comments and what is around them.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let code = line.hasPrefix("//") ? "" : line.components(separatedBy: " //")[0]
            let trimmed = code.trimmingCharacters(in: .whitespaces)
            return trimmed.isEmpty ? nil : trimmed
        }
    }

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

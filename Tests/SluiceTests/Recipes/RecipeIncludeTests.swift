import Foundation
import Sluice
import TestSupport
import Testing

/// What a recipe reads from other files.
struct RecipeIncludeTests {
    let folder = TemporaryFolder()

    private func load(_ turn: String, _ more: String = "", allowsFiles: Bool = false) throws(RecipeError) -> Recipe {
        let yaml = "sluice: 1\nmodel: m\nturns: [{input: [{text: \"\(turn)\"}, {media: files}]}]\n\(more)"
        return try Recipe(yaml: yaml, file: (folder / "recipes/r.yaml").path, allowsFiles: allowsFiles)
    }

    private func text(_ recipe: Recipe) -> String? {
        guard case .text(let template) = recipe.turns[0].input[0] else { return nil }
        return template.text
    }

    @Test func aTextOfATurnMayStandInAFileBesideTheRecipe() throws {
        try folder.write("What is {{file.name}}?", to: "recipes/prompts/p.txt")
        #expect(text(try load("@prompts/p.txt")) == "What is {{file.name}}?")
        #expect(text(try load("@@home: what is it?")) == "@home: what is it?")
    }

    @Test(arguments: ["@../secret.txt", "@link.txt", "@sub/../../secret.txt", "@/etc/hostname"])
    func whatIsOutsideOfTheRecipesFolderIsNotReadUnlessAllowed(name: String) throws {
        try folder.write("secret", to: "secret.txt")
        try folder.write("x", to: "recipes/sub/x")
        try FileManager.default.createSymbolicLink(
            at: folder / "recipes/link.txt",
            withDestinationURL: folder / "secret.txt"
        )
        let error = #expect(throws: RecipeError.self) { try load(name) }
        #expect(error?.hint?.contains("--allow-files") == true)
        #expect(throws: RecipeError.self) { try load("what?", "system: \"\(name)\"") }
        if !name.hasPrefix("@/") { #expect(text(try load(name, allowsFiles: true)) == "secret") }
    }

    @Test func aPipeIsNoPrompt() throws {
        try folder.write("x", to: "recipes/x")
        #expect(unsafe mkfifo((folder / "recipes/pipe").path, 0o600) == 0)
        let error = #expect(throws: RecipeError.self) { try load("@pipe") }
        #expect(error?.message.contains("is a pipe") == true)
        #expect(throws: RecipeError.self) { try Recipe.load((folder / "recipes/pipe").path) }
        #expect(throws: RecipeError.self) { try load("@/dev/zero", allowsFiles: true) }
    }
}

import Sluice
import StructuredJSON
import Testing

struct BuiltInRecipesTests {
    private static let names = [
        "describe-images", "extract-documents", "photo-with-voice-note", "summarize-video", "transcribe-audio",
    ]

    @Test(arguments: names)
    func everyBuiltInRecipeLoads(name: String) throws {
        let recipe = try Recipe.load(name)
        #expect(recipe.name == name)
        #expect(recipe.model == "gemini-3.5-flash")
        #expect(recipe.store == false)
        #expect(recipe.turns.last?.response != .text)
    }

    @Test func thePhotoRecipeGroupsByStem() throws {
        let recipe = try Recipe.load("photo-with-voice-note")
        #expect(recipe.select.groupBy == .stem)
        #expect(recipe.turns[0].input[1] == .media(.image))
    }

    @Test func anUnknownNameIsAnsweredWithTheNearestAndTheList() {
        let error = #expect(throws: RecipeError.self) { try Recipe.load("describe-image") }
        #expect(
            error?.description
                == "describe-image: no such file or built-in recipe; did you mean 'describe-images'? "
                + "Built in are \(Self.names.joined(separator: ", "))"
        )
    }

    @Test func aFolderIsNoPipelineFile() {
        let error = #expect(throws: RecipeError.self) { try Recipe.load("/tmp") }
        #expect(error?.description == "/tmp: this is a folder, not a pipeline file")
    }
}

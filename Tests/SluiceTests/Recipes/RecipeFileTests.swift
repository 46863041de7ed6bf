import Foundation
import Sluice
import StructuredJSON
import Testing

struct RecipeFileTests {
    private static let yaml = """
        sluice: 1
        model: m
        system: "@parts/system.txt"
        turns:
          - input: [{media: files}]
            response: {schema: "@parts/schema.json"}
        """

    private func recipe(system: String = "Be brief, {{file.name}}.", schema: String) throws -> Recipe {
        let tree = try Tree()
        try tree.add("photos.v2.yaml", text: Self.yaml)
        try tree.add("parts/system.txt", text: system)
        try tree.add("parts/schema.json", text: schema)
        return try Recipe.load("\(tree.path)/photos.v2.yaml")
    }

    @Test func filesBesideTheRecipeAreRead() throws {
        let recipe = try recipe(schema: #"{"type": "object", "properties": {"a": {"type": "string"}}}"#)
        #expect(recipe.name == "photos.v2")
        #expect(recipe.system?.text == "Be brief, {{file.name}}.")
        #expect(
            recipe.turns[0].response
                == .schema(try JSONSchema(["type": "object", "properties": ["a": ["type": "string"]]]))
        )
    }

    @Test(arguments: [
        ("[]", "6:24: @parts/schema.json is not a schema: A schema is an object"),
        ("{", "6:24: @parts/schema.json is not a schema: A member name"), ("", "6:24: '"),
    ])
    func aBrokenSchemaFileIsNamed(schema: String, message: String) {
        let error = #expect(throws: RecipeError.self) { try recipe(schema: schema) }
        #expect(error?.description.contains("photos.v2.yaml:\(message)") == true, "\(error?.description ?? "")")
    }

    @Test func aVariableInAFileIsCheckedToo() {
        let error = #expect(throws: RecipeError.self) { try recipe(system: "{{nope}}", schema: "{}") }
        #expect(error?.message == "unknown variable 'nope'")
        #expect(error?.line == 3)
    }

    @Test func aFileThatIsNoTextIsRefused() throws {
        let tree = try Tree()
        try Data([0xFF, 0xD8, 0xFF]).write(to: URL(fileURLWithPath: "\(tree.path)/a.yaml"))
        try tree.add("empty.yaml", text: "")
        let picture = #expect(throws: RecipeError.self) { try Recipe.load("\(tree.path)/a.yaml") }
        #expect(picture?.message == "the file is not UTF-8 text")
        let empty = #expect(throws: RecipeError.self) { try Recipe.load("\(tree.path)/empty.yaml") }
        #expect(empty?.message == "the file is empty")
    }
}

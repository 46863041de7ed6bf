import Sluice
import StructuredJSON
import Testing

struct RecipeSchemaTests {
    @Test func theSchemaOfThePipelineFileIsASchema() throws {
        #expect(throws: Never.self) { try JSONSchema(Recipe.jsonSchema) }
    }

    @Test(arguments: [
        (#"{"sluice":1,"model":"m","turns":[{"input":[{"text":"Hi"},{"media":"files"}]}]}"#, []),
        (#"{"sluice":2,"model":"m","turns":[{"input":[{"text":"Hi"}]}]}"#, ["sluice"]),
        (#"{"sluice":1,"modle":"m","turns":[]}"#, ["model", "modle", "turns"]),
        (
            #"{"sluice":1,"model":"m","turns":[{"input":[{"text":"Hi"}]}],"limits":{"concurrency":"auto","budget_usd":0}}"#,
            ["limits.budget_usd"]
        ),
    ])
    func itFindsWhatTheLoaderFinds(text: String, paths: [String]) throws {
        let violations = try JSONSchema(Recipe.jsonSchema).violations(of: JSONValue(parsing: text))
        #expect(Set(violations.map(\.path)) == Set(paths))
        #expect((try? Recipe(yaml: text, file: "f")) != nil || !paths.isEmpty)
    }

    @Test func everyKeyIsExplained() {
        func check(_ schema: JSONValue) {
            for (name, property) in schema["properties"]?.object ?? [:] {
                #expect(property["description"]?.string?.isEmpty == false, "\(name)")
                check(property)
            }
        }
        check(Recipe.jsonSchema)
    }
}

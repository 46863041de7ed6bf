import Sluice
import StructuredJSON
import Testing

struct RecipeCanonicalTests {
    private static func canonical(_ addition: String = "", prompt: String = "Hi", model: String = "m") throws -> String
    {
        let yaml = "sluice: 1\nmodel: \(model)\nturns: [{input: [{text: \(prompt)}, {media: files}]}]\n\(addition)\n"
        return try Recipe(yaml: yaml, file: "f").canonical.text(.canonical)
    }

    @Test(arguments: [
        "name: x", "description: x", "select: {modalities: [image], exclude: []}", "output: {formats: [json]}",
        "limits: {concurrency: 3}", "service_tier: flex", "uploads: {keep: 48h}", "store: true",
        "media: {inline: always}",
    ])
    func whatDoesNotChangeAnswersIsLeftOut(addition: String) throws {
        #expect(try Self.canonical(addition) == Self.canonical())
    }

    @Test(arguments: [
        "system: x", "generation: {seed: 1}", "media: {resolution: low}", "media: {processing: {video: agentic}}",
        "conversation: stored\nstore: true",
    ])
    func whatChangesAnswersIsInIt(addition: String) throws {
        #expect(try Self.canonical(addition) != Self.canonical())
    }

    @Test func theModelAndThePromptAreInIt() throws {
        #expect(try Self.canonical(prompt: "Ho") != Self.canonical())
        #expect(try Self.canonical(model: "n") != Self.canonical())
    }

    @Test func theOrderOfASchemasFieldsMatters() throws {
        func recipe(_ schema: String) throws -> String {
            let turns = "[{input: [{media: files}], response: {schema: \"\(schema)\"}}]"
            return try Recipe(yaml: "sluice: 1\nmodel: m\nturns: \(turns)", file: "f").canonical.text(.canonical)
        }
        #expect(try recipe("a, b") != recipe("b, a"))
    }
}

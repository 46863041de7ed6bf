import Foundation
import Sluice
import Synchronization
import TestSupport
import Testing

/// What of a schema answers are not held against is said once.
struct UncheckedKeywordTests {
    private let desk = Desk()
    private let recipe = """
        sluice: 1
        model: gemini-3.5-flash
        turns:
          - input: [{text: "What is it?"}, {media: files}]
            response:
              schema: {type: object, properties: {host: {type: string, format: hostname, minLength: 1}}, x-order: [host]}
          - input: [{text: "And now?"}]
            response: {schema: {type: object, unevaluatedProperties: false, x-order: []}}
        """

    @Test func byTheRunInAnEventAndItsSummary() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write(.png(2), to: "in/b.png")
        let heard = Mutex<[String]>([])
        let summary = try await desk.run(recipe) { event in
            if case .warning(let text) = event { heard.withLock { $0.append(text) } }
        }
        let line =
            "Answers are not checked for everything in the schema: format hostname, unevaluatedProperties, x-order"
        let lines = heard.withLock(\.self)
        #expect(lines == [line])
        #expect(summary.warnings == [line])
    }

    @Test func andNothingWhereAllIsChecked() throws {
        let recipe = try Recipe(yaml: Desk.describing(schema: "title, taken datetime?"), file: "test.yaml")
        #expect(recipe.warnings.isEmpty)
    }

    @Test func aPatternThatIsNoneIsAnErrorOfTheRecipe() {
        let yaml = """
            sluice: 1
            model: gemini-3.5-flash
            turns: [{input: [{media: files}], response: {schema: {type: object, properties: {a: {pattern: "(a"}}}}}]
            """
        let error = #expect(throws: RecipeError.self) { try Recipe(yaml: yaml, file: "test.yaml") }
        #expect(error?.description.contains("not closed") == true, "\(String(describing: error))")
    }

    @Test func anAnswerThatBreaksAPatternHasFailed() async throws {
        let yaml = """
            sluice: 1
            model: gemini-3.5-flash
            turns: [{input: [{media: files}], response: {schema: {type: object, properties: {code: {type: string, pattern: "^[A-Z]{3}$"}}}}}]
            media: {inline: always}
            """
        try desk.write(.png(1), to: "in/a.png")
        let service = ScriptedTransport(
            json:
                #"{"status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "{\"code\": \"abc\"}"}]}]}"#
        )
        let summary = try await desk.run(yaml, using: GeminiClient(key: "k", transport: service))
        #expect(summary.failures.map(\.error.kind) == ["invalid_output"])
    }
}

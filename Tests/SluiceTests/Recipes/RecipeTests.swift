import Sluice
import SluiceMedia
import StructuredJSON
import Testing

struct RecipeTests {
    @Test func theSmallestRecipeHasTheDefaults() throws {
        let recipe = try Recipe(yaml: Self.smallest, file: "recipes/small.yaml")
        #expect(recipe.name == "small")
        #expect(recipe.select.include == ["**/*"])
        #expect(recipe.select.exclude == ["**/.*"])
        #expect(recipe.select.modalities.isEmpty)
        #expect(recipe.media.inline == .never)
        #expect(recipe.conversation == .stateless)
        #expect(recipe.turns[0].response == .text)
        #expect(recipe.output.formats == [.json])
        #expect(recipe.limits == Recipe.Limits())
        #expect(recipe.serviceTier == .standard)
        #expect(recipe.uploads == .run)
        #expect(!recipe.store)
    }

    @Test func aRecipeMadeInCodeIsLikeOneFromAFile() throws {
        let turn = Recipe.Turn(input: [.text(try PromptTemplate("Hi")), .media(.files)])
        let recipe = Recipe(name: "small", model: "gemini-3.5-flash", turns: [turn])
        #expect(try recipe == Recipe(yaml: Self.smallest, file: "small.yaml"))
    }

    @Test func everyKeyIsRead() throws {
        let recipe = try Recipe(yaml: Self.full, file: "full.yaml")
        #expect(recipe.name == "all")
        #expect(recipe.description == "Everything.")
        #expect(recipe.select.modalities == [.image, .video])
        #expect(recipe.select.include == ["**/*.jpg"])
        #expect(recipe.select.exclude == [])
        #expect(recipe.select.groupBy == .folder)
        #expect(recipe.system?.text == "Be brief.")
        #expect(recipe.generation == ["thinking_level": "low", "temperature": 0.5, "seed": 7])
        #expect(recipe.media.resolution == .ultraHigh)
        #expect(recipe.media.inline == .auto)
        #expect(recipe.media.processing[.video] == ["type": "static", "fps": 0.5, "start_offset": "1.5s"])
        #expect(recipe.media.processing[.document] == "static")
        #expect(recipe.conversation == .stored)
        #expect(recipe.turns.count == 2)
        #expect(recipe.turns[0].input[1] == .media(.files))
        #expect(recipe.turns[0].response == .schema("title, people int?"))
        #expect(recipe.turns[0].generation == ["thinking_level": "high"])
        #expect(recipe.turns[1].response == .json)
        #expect(recipe.limits.concurrency == 8)
        #expect(recipe.limits.budget == 2.5)
        #expect(recipe.limits.requestsPerMinute == 1000)
        #expect(recipe.serviceTier == .flex)
        #expect(recipe.uploads == .twoDays)
        #expect(recipe.store)
    }

    @Test func whatYAML11TakesForSomethingElseStaysText() throws {
        let recipe = try Recipe(yaml: Self.smallest + "name: no\nselect: {include: [on, 12:30]}\n", file: "f")
        #expect(recipe.name == "no")
        #expect(recipe.select.include == ["on", "12:30"])
    }

    @Test func aFullSchemaIsTakenAsItIs() throws {
        let yaml = """
            sluice: 1
            model: m
            turns:
              - input: [{text: Hi}, {media: files}]
                response: {schema: {type: object, properties: {a: {type: string, minLength: 1}}}}
            """
        let response = try Recipe(yaml: yaml, file: "f").turns[0].response
        guard case .schema(let schema) = response else {
            Issue.record("\(response) is no schema")
            return
        }
        #expect(schema.json["properties"]?["a"]?["minLength"] == 1)
    }

    static let smallest = "sluice: 1\nmodel: gemini-3.5-flash\nturns: [{input: [{text: Hi}, {media: files}]}]\n"

    private static let full = """
        sluice: 1
        name: all
        description: Everything.
        select: {modalities: [image, video], include: ["**/*.jpg"], exclude: [], group_by: folder}
        model: gemini-3.5-flash
        system: Be brief.
        generation: {thinking_level: low, temperature: 0.5, seed: 7}
        media:
          resolution: ultra_high
          inline: auto
          processing:
            video: {fps: 0.5, start_offset: 1.5s}
            document: static
        conversation: stored
        turns:
          - input:
              - text: "Describe {{file.name}}."
              - media: files
            response: {schema: "title, people int?"}
            generation: {thinking_level: high}
          - input: [{text: "Shorter than: {{previous.text}}"}]
            response: {json: true}
        output: {formats: [json]}
        limits: {concurrency: 8, requests_per_minute: 1000, tokens_per_minute: 5, requests_per_day: 6, budget_usd: 2.5}
        service_tier: flex
        uploads: {keep: 48h}
        store: true
        """
}

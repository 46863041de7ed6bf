import Sluice
import StructuredJSON
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct OutputTemplateTests {
    private static let record = Finished.record([
        "title": "A *cat*", "tags": ["cat", "wall"], "people": 2, "isOutside": true, "place": ["name": "Rye"],
        "none": nil,
    ])

    @Test(arguments: [
        ("{{title}} in {{file.name}} ({{file.folder}})", "A *cat* in cat.jpg (trip)"),
        ("{{#data.tags}}{{.}}{{^last()}}, {{/last()}}{{/data.tags}}", "cat, wall"),
        ("{{data.people}} {{data.place.name}} {{data.none}}|", "2 Rye |"),
        ("{{#data.isOutside}}out{{/data.isOutside}}{{^data.none}}, nothing{{/data.none}}", "out, nothing"),
        ("{{pipeline.model}} {{status}} {{output.data.people}}", "gemini-3.5-flash completed 2"),
        ("{{! a comment }}a { brace {", "a { brace {"),
        ("no tag at all", "no tag at all"),
    ])
    func namesStandForWhatTheRecordHas(template: String, text: String) throws {
        #expect(try Finished.written(Self.record, .txt, template: template) == text + "\n")
    }

    @Test func inMarkdownTwoBracesAreTextAndThreeAreMarkdown() throws {
        #expect(try Finished.written(Self.record, .md, template: "{{title}} {{{title}}}") == "A \\*cat\\* A *cat*\n")
    }

    @Test func aTranscriptHasParagraphsAndSegments() throws {
        let record = Finished.record(segments: Finished.talk)
        #expect(
            try Finished.written(
                record,
                .txt,
                template: "{{#paragraphs}}[{{time}}] {{speaker}}: {{text}}\n{{/paragraphs}}"
            )
                == "[0:00] Ann: The boats are in. All of them.\n[0:06] Ben: Then nobody is missing.\n"
        )
        #expect(
            try Finished.written(record, .txt, template: "{{#segments}}{{start}};{{/segments}}") == "0.5;3.2;6.0;\n"
        )
    }

    @Test(arguments: [
        ("{{titel}}", "unknown variable 'titel'; did you mean 'title'?"),
        ("{{data.tag}}", "unknown variable 'data.tag'; did you mean 'data.tags'?"),
        ("{{#data.tags}}x", "the section 'data.tags' is not closed; write {{/data.tags}}"),
        ("{{/data}}", "no section 'data' is open here"),
        ("{{title", "a tag is not closed: {{title; write }}"),
        ("{{}}", "a tag is empty: {{}}"),
        ("{{> other}}", "{{>…}} cannot be used here; variables and sections can"),
        ("{{$ block}}{{/ block}}", "{{$…}} cannot be used here; variables and sections can"),
        ("{{uppercased(title)}}", "'uppercased(title)' is not a name"),
    ])
    func aWrongTemplateIsAnErrorBeforeTheRun(template: String, message: String) {
        let error = #expect(throws: TemplateError.self) {
            try OutputTemplate(template, isMarkdown: false, fields: ["title", "tags"])
        }
        #expect(
            error?.description.replacing("data.data.", with: "data.").hasPrefix(message.prefix(30)) == true,
            "\(error?.description ?? "")"
        )
    }

    @Test(arguments: [
        ("output: {formats: [txt], template: \"{{data.titel}}\"}", "r.yaml:4:36: unknown variable 'data.titel'"),
        ("output: {formats: [txt], template: {md: x}}", "r.yaml:4:36: no format uses this template; add txt or md"),
        ("output: {formats: [json], template: x}", "r.yaml:4:37: no format uses this template; add txt or md"),
        ("transcript: {overlap_seconds: 60, part_minutes: 1}", "r.yaml:4:31: parts may overlap by half their length"),
        ("transcript: {part_minuts: 1}", "r.yaml:4:14: unknown key 'part_minuts' in transcript"),
    ])
    func theRecipeSaysWhereItIsWrong(addition: String, message: String) {
        let yaml = """
            sluice: 1
            model: m
            turns: [{input: [{media: files}], response: {schema: "title"}}]
            \(addition)
            """
        let error = #expect(throws: RecipeError.self) { try Recipe(yaml: yaml, file: "r.yaml") }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func aRecipeTakesItsTemplates() throws {
        let yaml = """
            sluice: 1
            model: m
            turns: [{input: [{media: files}], response: {schema: "title, tags [string]"}}]
            transcript: {part_minutes: 5, overlap_seconds: 10, languages: [de-AT], vocabulary: [Sluice]}
            output:
              formats: [json, txt, md]
              template: { md: "# {{data.title}}", txt: "{{title}}" }
            """
        let recipe = try Recipe(yaml: yaml, file: "r.yaml")
        #expect(recipe.output.formats == [.json, .txt, .md])
        #expect(recipe.output.templates.mapValues(\.text) == [.md: "# {{data.title}}", .txt: "{{title}}"])
        #expect(recipe.transcript?.languages == ["de-AT"])
        #expect(recipe.transcript?.partMinutes == 5)
        #expect(recipe.canonical["transcript"]?["vocabulary"] == ["Sluice"])
    }
}

import Sluice
import Testing

struct PromptTemplateTests {
    private func render(_ text: String, path: String = "trip/day 1/boat.tar.gz", previous: String? = nil) throws
        -> String
    {
        let first = TemplateContext.File(
            path: path,
            bytes: 12,
            mimeType: "image/png",
            modality: "image",
            modified: "2026-11-22T10:00:00Z"
        )
        let second = TemplateContext.File(
            path: "b.wav",
            bytes: 3,
            mimeType: "audio/wav",
            modality: "audio",
            modified: ""
        )
        let context = TemplateContext(files: [first, second], groupName: "boat", previousText: previous)
        return try PromptTemplate(text, followsATurn: previous != nil).render(context)
    }

    @Test(arguments: [
        ("{{file.name}}|{{file.stem}}|{{file.extension}}", "boat.tar.gz|boat.tar|gz"),
        ("{{file.folder}}|{{file.path}}", "trip/day 1|trip/day 1/boat.tar.gz"),
        (
            "{{file.bytes}} {{ file.mime_type }} {{file.modality}} {{file.modified}}",
            "12 image/png image 2026-11-22T10:00:00Z"
        ),
        ("{{group.name}} {{group.count}}", "boat 2"),
        ("{{#files}}{{index}}={{name}} in {{group.name}}; {{/files}}", "1=boat.tar.gz in boat; 2=b.wav in boat; "),
        ("{{#files}}\n- {{name}}\n{{/files}}\nend", "- boat.tar.gz\n- b.wav\nend"),
        ("{{^files}}none{{/files}}a{{! a note }}b", "ab"), ("no tags } {", "no tags } {"),
        ("like {\n  \"a\": {}\n}", "like {\n  \"a\": {}\n}"), ("{", "{"), ("", ""), ("a\nb\n", "a\nb\n"),
    ])
    func variablesAreFilledIn(text: String, rendered: String) throws {
        #expect(try render(text) == rendered)
    }

    @Test func theAnswerBeforeIsThereFromTheSecondTurnOn() throws {
        #expect(try render("Again: {{previous.text}}", previous: "<b> & {{x}}") == "Again: <b> & {{x}}")
        #expect(throws: TemplateError.self) { try PromptTemplate("{{previous.text}}") }
    }

    @Test(arguments: ["<a&b>\"'.jpg", "{{file.path}}.jpg", "{{{x}}}", "a\nb", "é🙂", "{{#files}}"])
    func aHostileNameIsPutInAsItIs(name: String) throws {
        #expect(try render("{{file.name}}|{{{file.name}}}|{{&file.name}}", path: name) == "\(name)|\(name)|\(name)")
        #expect(try render("{{#files}}{{name}},{{/files}}", path: name) == "\(name),b.wav,")
    }

    @Test(arguments: [
        ("{{file.nme}}", "unknown variable 'file.nme'; did you mean 'file.name'?"),
        ("{{name}}", "unknown variable 'name'; expected one of: file.name"),
        ("{{#files}}{{nam}}{{/files}}", "unknown variable 'nam'; did you mean 'name'?"),
        ("{{#flies}}{{/flies}}", "unknown section 'flies'; did you mean 'files'?"),
        ("{{#files}}", "the section 'files' is not closed; write {{/files}}"),
        ("{{/files}}", "no section 'files' is open here"),
        ("{{#files}}{{#files}}{{/files}}{{/files}}", "a section stands inside the section 'files'"),
        ("{{file.name", "a tag is not closed: {{file.name; write }}"),
        ("{{}}", "a tag is empty: {{}}"), ("{{> other}}", "{{>…}} cannot be used in prompts"),
        ("{{=<% %>=}}", "{{=…}} cannot be used in prompts"),
        ("{{% CONTENT_TYPE:HTML}}", "{{%…}} cannot be used in prompts"),
        ("{{upper(file.name)}}", "unknown variable 'upper(file.name)'"),
    ])
    func aTagThatMeansNothingIsRefused(text: String, message: String) {
        let error = #expect(throws: TemplateError.self) { try PromptTemplate(text) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }
}

import Sluice
import Testing

struct RecipeErrorTests {
    private static let turns = "turns: [{input: [{text: Hi}, {media: files}]}]\n"

    @Test(arguments: ["[{text: Hi}]", "[{text: \"{{previous.text}}\"}]"])
    func aRecipeThatDoesNotConcernTheFileIsNone(input: String) {
        let error = Self.error(in: "sluice: 1\nmodel: m\nturns: [{input: [{text: Hi}]}, {input: \(input)}]\n")
        #expect(error == "r.yaml:3:8: no turn sends the file, nor names it; add - media: files to an input")
    }

    @Test func aByteOrderMarkIsNoError() throws {
        _ = try Recipe(yaml: "\u{FEFF}sluice: 1\nmodel: m\n\(Self.turns)", file: "r.yaml")
    }

    private static func error(in yaml: String) -> String {
        let error = #expect(throws: RecipeError.self) { try Recipe(yaml: yaml, file: "r.yaml") }
        return error?.description ?? "no error"
    }

    @Test(arguments: [
        ("modle: x", "r.yaml:4:1: unknown key 'modle'; did you mean 'model'?"),
        (
            "generation: {thinking_levl: low}",
            "r.yaml:4:14: unknown key 'thinking_levl' in generation; did you mean 'thinking_level'?"
        ),
        ("uploads: {colour: 1}", "r.yaml:4:11: unknown key 'colour' in uploads; expected one of: keep"),
        (
            "generation: {thinking_level: lwo}",
            "r.yaml:4:30: generation.thinking_level should be one of minimal, low, medium, high, xhigh, not the text \"lwo\"; did you mean 'low'?"
        ),
        (
            "generation: {temperature: 3}",
            "r.yaml:4:27: generation.temperature should be a number from 0 to 2, not the number 3"
        ),
        (
            "generation: {max_output_tokens: 0}",
            "r.yaml:4:33: generation.max_output_tokens should be a whole number from 1, not the number 0"
        ),
        ("generation: {seed: 1.5}", "r.yaml:4:20: generation.seed should be a whole number, not the number 1.5"),
        ("generation: low", "r.yaml:4:13: generation should be a mapping, not the text \"low\""),
        (
            "generation: {stop_sequences: END}",
            "r.yaml:4:30: generation.stop_sequences should be a list, not the text \"END\"; write [END]"
        ),
        ("store: yes", "r.yaml:4:8: store should be true or false, not the text \"yes\"; write true"),
        ("name: 12", "r.yaml:4:7: name should be text, not the number 12; put it in quotes"),
        ("name:", "r.yaml:4:6: name should be text, not nothing"),
        (
            "limits: {concurrency: 0}",
            "r.yaml:4:23: limits.concurrency should be a whole number from 1 to 1024, not the number 0"
        ),
        ("limits: {budget_usd: 0}", "r.yaml:4:22: limits.budget_usd should be a number above 0, not the number 0"),
        (
            "select: {modalities: [picture]}",
            "r.yaml:4:23: select.modalities[0] should be one of image, audio, video, document, text, not the text \"picture\""
        ),
        (
            "media: {processing: {video: {fps: 0}}}",
            "r.yaml:4:35: media.processing.video.fps should be a number above 0, not the number 0"
        ),
        (
            "media: {processing: {audio: {start_offset: 10}}}",
            "r.yaml:4:44: media.processing.audio.start_offset should be seconds such as \"10s\", not the number 10"
        ),
        (
            "media: {processing: {audio: {start_offset: 2s, end_offset: 1s}}}",
            "r.yaml:4:60: end_offset should come after start_offset"
        ),
        (
            "media: {processing: {document: {page_options: {start_page: 0}}}}",
            "r.yaml:4:60: media.processing.document.page_options.start_page should be a whole number from 1, not the number 0"
        ),
        (
            "media: {processing: {image: static}}",
            "r.yaml:4:22: unknown key 'image' in media.processing; expected one of: audio, video, document"
        ),
        (
            "output: {formats: [doc]}",
            "r.yaml:4:20: output.formats[0] should be one of json, txt, md, srt, vtt, tsv, xmp, not the text \"doc\""
        ),
        (
            "conversation: stored",
            "r.yaml:4:15: a stored conversation needs the service's memory; write store: true, or conversation: stateless"
        ),
        ("select: {include: ['*.{a']}", "r.yaml:4:20: not a pattern: a { of the pattern has no }"),
        ("system: \"{{file.nam}}\"", "r.yaml:4:9: unknown variable 'file.nam'; did you mean 'file.name'?"),
        ("system: \"@missing.txt\"", "r.yaml:4:9: 'missing.txt' cannot be opened"),
        ("model: again", "r.yaml:2:1: the key 'model' is there twice"),
        ("- x", "r.yaml:4:1: not YAML: did not find expected key"),
    ])
    func aWrongKeyOrValueIsNamedWithItsPlace(addition: String, message: String) {
        #expect(Self.error(in: "sluice: 1\nmodel: m\n\(Self.turns)\(addition)\n").hasPrefix(message))
    }

    @Test(arguments: [
        ("[]", "r.yaml:3:8: turns should be a list of at least 1, not an empty list"),
        ("[{response: {json: true}}]", "r.yaml:3:9: turns[0].input is missing: Text and media, sent in this order."),
        ("[{input: []}]", "r.yaml:3:17: turns[0].input should be a list of at least 1, not an empty list"),
        ("[{input: [{}]}]", "r.yaml:3:18: an input is either a text or media; write - text: …, or - media: files"),
        (
            "[{input: [{text: a, media: files}]}]",
            "r.yaml:3:18: an input is either a text or media; write - text: …, or - media: files"
        ),
        ("[{input: [Hi]}]", "r.yaml:3:18: turns[0].input[0] should be a mapping, not the text \"Hi\""),
        ("[{input: [{text: ' '}]}]", "r.yaml:3:25: this text is blank"),
        (
            "[{input: [{media: photos}]}]",
            "r.yaml:3:26: turns[0].input[0].media should be one of files, image, audio, video, document, text, not the text \"photos\""
        ),
        (
            "[{input: [{text: '{{previous.text}}'}]}]",
            "r.yaml:3:25: 'previous.text' is known from the second turn on"
        ),
        (
            "[{input: [{text: a}], response: {schema: 'a strng'}}]",
            "r.yaml:3:49: not a schema: column 3: 'strng' is not a type; did you mean 'string'?"
        ),
        (
            "[{input: [{text: a}], response: {schema: {type: strng}}}]",
            "r.yaml:3:49: not a schema: type: 'strng' is not a type; did you mean 'string'?"
        ),
        ("[{input: [{text: a}], response: {schema: '@none.json'}}]", "r.yaml:3:49: 'none.json' cannot be opened"),
        (
            "[{input: [{text: a}], generation: {sed: 1}}]",
            "r.yaml:3:43: unknown key 'sed' in turns[0].generation; did you mean 'seed'?"
        ),
    ])
    func aWrongTurnIsNamedWithItsPlace(turns: String, message: String) {
        let error = Self.error(in: "sluice: 1\nmodel: m\nturns: \(turns)\n")
        #expect(error.hasPrefix(message), "\(error)")
    }

    @Test func whatIsWrongInABlockOfTextIsNamedByItsLine() {
        let prompt = Self.error(
            in: """
                sluice: 1
                model: m
                turns:
                  - input:
                      - text: |
                          What is it?
                          It is called {{file.nam}}.
                """
        )
        #expect(prompt.hasPrefix("r.yaml:7:1: unknown variable 'file.nam'"), "\(prompt)")
        let schema = Self.error(
            in: """
                sluice: 1
                model: m
                turns:
                  - input: [{media: files}]
                    response:
                      schema: |
                        title
                        tags [strng]
                """
        )
        #expect(schema.hasPrefix("r.yaml:8:1: not a schema: 'strng' is not a type"), "\(schema)")
    }

    @Test func whatIsSelectedIsSent() throws {
        func recipe(_ select: String, _ media: String) throws -> Recipe {
            let yaml = "sluice: 1\nmodel: m\n\(select)turns: [{input: [{media: \(media)}]}]\n"
            return try Recipe(yaml: yaml, file: "r.yaml")
        }
        #expect(try recipe("", "audio").select.modalities == [.audio])
        #expect(try recipe("", "files").select.modalities == [])
        #expect(try recipe("select: {modalities: [image, audio]}\n", "audio").select.modalities == [.image, .audio])
        let error = #expect(throws: RecipeError.self) { try recipe("select: {modalities: [image]}\n", "audio") }
        #expect(
            error?.description.contains("r.yaml:4:26: no audio is selected, only image") == true,
            "\(String(describing: error))"
        )
    }

    @Test(arguments: [
        ("transcript: {languages: [klingon]}", "'klingon' is no language tag of BCP 47"),
        ("transcript: {languages: [de_AT]}", "write it as de, de-AT"),
        ("finally: {prompt: 'About {{file.name}}.'}", "finally.prompt takes no variables"),
    ])
    func whatWouldHaveNoEffectIsNamed(part: String, words: String) {
        let error = Self.error(in: "sluice: 1\nmodel: m\nturns: [{input: [{media: files}]}]\n\(part)\n")
        #expect(error.contains(words), "\(error)")
        #expect(error.hasPrefix("r.yaml:4:"))
    }

    @Test(arguments: [
        "{json: true}", "{schema: {type: object}}",
        "{schema: {type: object, properties: {a: {type: string}}, additionalProperties: true}}",
        "{schema: {type: object, properties: {a: {type: string}}, allOf: [{required: [a]}]}}",
        "{schema: {type: array, items: {type: string}}}",
    ])
    func anAnswerThatMayHaveAnyFieldsMayBeAskedForAny(response: String) throws {
        let turn = "{input: [{media: files}], response: \(response)}"
        let yaml = "sluice: 1\nmodel: m\nturns: [\(turn)]\nfinally: {prompt: Sum up., fields: [b]}\n"
        #expect(try Recipe(yaml: yaml, file: "r.yaml").finally?.fields == ["b"])
    }

    @Test(arguments: [
        ("{schema: 'title, tags [string]'}", "tag", "finally.fields: no answer has 'tag'; did you mean 'tags'?"),
        ("{schema: 'title'}", "xyz", "finally.fields: no answer has 'xyz'; expected one of: title"),
        ("{}", "title", "finally.fields: an answer in free text has no fields; leave it out"),
    ])
    func aFieldThatNoAnswerHasIsNamed(response: String, field: String, message: String) {
        let turn = "{input: [{media: files}], response: \(response)}"
        let error = Self.error(
            in: "sluice: 1\nmodel: m\nturns: [\(turn)]\nfinally: {prompt: Sum up., fields: [\(field)]}\n"
        )
        #expect(error == "r.yaml:4:37: \(message)", "\(error)")
    }

    @Test(arguments: [
        ("", "r.yaml: the file is empty"), ("# nothing\n", "r.yaml: the file is empty"),
        ("- a", "r.yaml:1:1: a pipeline file is a mapping of keys, not a list"),
        ("model: m", "r.yaml:1:1: the version is missing; begin with sluice: 1"),
        ("sluice: 2\nfuture: x", "r.yaml:1:9: sluice should be 1, not the number 2"),
        ("sluice: 1\nmodel: m", "r.yaml:1:1: turns is missing: What is asked, in order."),
        ("sluice: 1\nmodel: ' '\n\(turns)", "r.yaml:2:8: model is blank"),
        ("sluice: 1\n---\nsluice: 1", "r.yaml:2:1: not YAML: but found another document"),
        ("a: [", "r.yaml:2:1: not YAML: did not find expected node content"),
        ("a: *b", "r.yaml:1:4: not YAML: found undefined alias"),
        (
            "name: one: two: three",
            "r.yaml:1:10: not YAML: mapping values are not allowed in this context; a text with a colon and a blank in it goes in quotes"
        ),
        (
            "turns:\n\t- input:",
            "r.yaml:2:1: not YAML: found character that cannot start any token; indent with blanks, not with tabs"
        ),
        ("a: {{file.name}} b", "r.yaml:1:18: not YAML: did not find expected key; a text that begins with {{"),
    ])
    func aFileThatIsNoneIsRefused(yaml: String, message: String) {
        let error = Self.error(in: yaml)
        #expect(error.hasPrefix(message), "\(error)")
    }

    @Test func filesMadeToExhaustUsAreRefusedQuickly() {
        let levels = (1...12).map {
            "l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 9).joined(separator: ", "))]"
        }
        #expect(
            Self.error(in: "l0: &l0 x\n" + levels.joined(separator: "\n"))
                == "r.yaml: the file has more than 30 aliases"
        )
        #expect(Self.error(in: "a: " + String(repeating: "[", count: 200_000)).hasPrefix("r.yaml"))
        #expect(Self.error(in: String(repeating: "- ", count: 200_000)).hasPrefix("r.yaml"))
        #expect(
            Self.error(in: String(repeating: "x", count: 1 << 21)) == "r.yaml: the file is larger than 1048576 bytes"
        )
        #expect(
            Self.error(in: "a: [" + String(repeating: "1,", count: 30_000) + "]").contains("more than 20000 values")
        )
    }
}

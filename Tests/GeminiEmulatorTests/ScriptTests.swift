import Foundation
import GeminiEmulator
import HTTPTypes
import StructuredJSON
import TestSupport
import Testing

@Suite struct ScriptTests {
    func desk(_ yaml: String) throws -> Desk {
        let script = try Script(parsing: yaml)
        return Desk { $0.script = script }
    }

    func ask(_ desk: Desk, _ text: String, _ change: JSONObject = [:]) async throws -> Answer {
        var body: JSONObject = ["model": "gemini-3.5-flash", "input": .string(text)]
        body.merge(change)
        return try await desk.create(.object(body))
    }

    @Test func aScriptCanCallFunctions() async throws {
        let desk = try desk(
            """
            answers:
              - {when: {prompt: stock}, times: 1, calls: [{name: look_up, arguments: {colour: red}}]}
              - {when: {prompt: stock}, text: Three.}
            """
        )
        let tools: JSONObject = ["tools": [["type": "function", "name": "look_up"]]]
        let first = try await ask(desk, "In stock?", tools)
        #expect(first.json["status"] == "requires_action")
        let call = try #require(first.json["steps"]?.array?.last)
        #expect(call["name"] == "look_up")
        #expect(call["arguments"] == ["colour": "red"])
        let result: JSONValue = ["type": "function_result", "call_id": call["id"] ?? .null, "result": "3"]
        var next = tools
        next["input"] = [result]
        next["previous_interaction_id"] = first.json["id"]
        #expect(try await ask(desk, "", next).text == "Three.")
    }

    @Test func aStreamTellsTheArgumentsInPieces() async throws {
        let desk = try desk("answers: [{calls: [{name: f, arguments: {text: 'a b c d e f g h i j k l m n o p'}}]}]")
        let answer = try await ask(desk, "x", ["stream": true])
        let events = String(decoding: answer.bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            line.hasPrefix("data: {") ? try? JSONValue(parsing: String(line.dropFirst(6))) : nil
        }
        let start = try #require(events.first { $0["step"]?["type"] == "function_call" }?["step"])
        #expect(start["name"] == "f")
        #expect(start["arguments"] == [:])
        let pieces = events.compactMap { $0["delta"]?["arguments"]?.string }
        #expect(pieces.count > 1)
        #expect(try JSONValue(parsing: pieces.joined()) == ["text": "a b c d e f g h i j k l m n o p"])
        #expect(events.last?["interaction"]?["status"] == "requires_action")
    }

    @Test func whatIsWrittenDownNeedsNoModel() async throws {
        let desk = try desk("answers: [{when: {prompt: tides}, text: As written.}, {thought: Only this.}]")
        let change: JSONObject = ["generation_config": ["thinking_summaries": "auto"]]
        let written = try await ask(desk, "tides", change).json["steps"]?[0]?["summary"]?[0]?["text"]
        #expect(written == "The answer was written down.")
        let thought = try await ask(desk, "sand", change)
        #expect(thought.json["steps"]?[0]?["summary"]?[0]?["text"] == "Only this.")
        #expect(thought.text.contains("offline emulator"))
    }

    @Test(arguments: [
        ("{prompt: TIDES}", true), ("{prompt: sand}", false), ("{pattern: 't[ai]des'}", true),
        ("{pattern: '^tides'}", false), ("{system: brief}", true), ("{system: long}", false),
        ("{model: gemini-3.5-flash}", true), ("{model: gemini-3.6-flash}", false), ("{turn: 1}", true),
        ("{turn: 2}", false), ("{prompt: tides, turn: 2}", false), ("{}", true), ("{mime_type: image/*}", false),
    ])
    func aRuleAnswersWhatItFits(condition: String, fits: Bool) async throws {
        let desk = try desk("answers: [{when: \(condition), text: As written.}]")
        let answer = try await ask(desk, "About tides", ["system_instruction": "Be brief."])
        #expect((answer.text == "As written.") == fits)
    }

    @Test(arguments: [
        ("{file_name: 'cat*.webp'}", true), ("{file_name: dog.webp}", false), ("{mime_type: image/webp}", true),
        ("{mime_type: audio/*}", false), ("{content: DIGEST}", true), ("{content: '00000000'}", false),
    ])
    func aRuleLooksAtMedia(condition: String, fits: Bool) async throws {
        let plain = Desk()
        let bytes = try [UInt8].sample("images/coffee.webp")
        let hash = try await plain.upload(bytes)["sha256Hash"]?.string.flatMap { Data(base64Encoded: $0) } ?? Data()
        let digest = String(decoding: hash, as: UTF8.self).prefix(12)
        let desk = try desk("answers: [{when: \(condition.replacing("DIGEST", with: "'\(digest)'")), text: Yes.}]")
        let file = try await desk.upload(bytes, type: "image/webp", file: ["display_name": "cat 1.webp"])
        let text = try await desk.ask([["type": "image", "uri": file["uri"] ?? .null]])
        #expect((text == "Yes.") == fits)
    }

    @Test func anAnswerIsAllThatItsRuleSays() async throws {
        let desk = try desk(
            """
            answers:
              - when: {prompt: json}
                json: {title: A cat, tags: [no, 12:30]}
                thought: I looked.
                usage: {total_output_tokens: 77}
              - when: {prompt: fail}
                status: failed
                errors: [{code: safety, message: No.}]
            """
        )
        let config: JSONValue = ["thinking_summaries": "auto"]
        let answer = try await ask(desk, "As JSON", ["generation_config": config])
        #expect(try JSONValue(parsing: answer.text) == ["title": "A cat", "tags": ["no", "12:30"]])
        #expect(answer.json["steps"]?[0]?["summary"]?[0]?["text"] == "I looked.")
        #expect(answer.json["usage"]?["total_output_tokens"] == 77)
        let failed = try await ask(desk, "Do fail")
        #expect(failed.json["status"] == "failed")
        #expect(failed.json["errors"]?[0]?["code"] == "safety")
        #expect(try await ask(desk, "Else").text.contains("offline emulator"))
    }

    @Test func aRuleAnswersAsOftenAsItSaysUntilAReset() async throws {
        let desk = try desk("answers: [{text: One, times: 1}, {text: Two, times: 1}]")
        for expected in ["One", "Two"] { #expect(try await ask(desk, "x").text == expected) }
        #expect(try await ask(desk, "x").text.contains("offline emulator"))
        _ = try await desk.call(.post, "/emulator/reset")
        #expect(try await ask(desk, "x").text == "One")
    }

    @Test func aFolderIsReadInTheOrderOfItsNames() async throws {
        let folder = TemporaryFolder()
        try folder.write("answers: [{text: Second}]", to: "b.yaml")
        try folder.write(#"{"answers": [{"when": {"prompt": "x"}, "text": "First"}]}"#, to: "a.json")
        try folder.write("no script", to: "readme.txt")
        let script = try Script(contentsOf: folder.url)
        let desk = Desk { $0.script = script }
        #expect(try await ask(desk, "x").text == "First")
        #expect(try await ask(desk, "y").text == "Second")
        #expect(throws: RuleError.self) { try Script(contentsOf: folder / "none.yaml") }
    }

    @Test(arguments: [
        "", "answers: 1", "answers: [{txt: a}]", "answers: [{when: {prompts: a}}]", "answers: [{when: {pattern: '('}}]",
        "answers: [{status: great}]",
    ])
    func aScriptThatIsNoneIsRefused(text: String) {
        #expect(throws: RuleError.self) { try Script(parsing: text) }
    }
}

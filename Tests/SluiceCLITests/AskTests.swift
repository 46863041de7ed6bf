import Foundation
import GeminiEmulator
import Sluice
import TestSupport
import Testing

/// Each row of the guide as it is typed, over real sockets.
struct AskTests {
    let folder = TemporaryFolder()

    @Test func aQuestionIsAnswered() async throws {
        let result = try await ask("How does AI work?")
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.contains("How does AI work?"))
        #expect(result.output.hasSuffix("\n"))
        #expect(result.errors.isEmpty)
    }

    @Test func filesAreSentInTheOrderGiven() async throws {
        try folder.write(pixel, to: "a.png")
        try folder.write("the quick brown fox", to: "b.txt")
        let emulator = quietEmulator()
        let result = try await ask("About these:", "b.txt", "a.png", "b.txt", "--json", "--store", of: emulator)
        let answer = try JSONValue(parsing: result.output)
        #expect(answer["output_text"]?.string?.isEmpty == false)
        let id = try #require(answer["id"]?.string)
        let kept = try await GeminiClient(key: "k", transport: emulator).interactions.get(id, includeInput: true)
        let sent = kept.json["steps"]?[0]?["content"]?.array?.map { $0["text"]?.string ?? $0["type"]?.string }
        #expect(sent == ["About these:", "the quick brown fox", "image", "the quick brown fox"])
    }

    @Test(arguments: [
        ([], 0), (["--store"], 1), (["--history", "h.json"], 1), (["--store", "--max-output-tokens", "1"], 0),
    ])
    func uploadsStayOnlyWhereAConversationRefersToThem(options: [String], count: Int) async throws {
        try folder.write(pixel, to: "a.png")
        let emulator = quietEmulator()
        _ = try await ask("What is it?", "a.png", more: options, of: emulator)
        var left = 0
        for try await _ in GeminiClient(key: "k", transport: emulator).files.list() { left += 1 }
        #expect(left == count)
    }

    @Test func standardInputIsAPromptOrAFile() async throws {
        let prompt = try await ask("-", input: "What is a stage?")
        #expect(prompt.output.contains("What is a stage?"))
        let file = try await ask("Read this", "-", input: "the lazy dog")
        #expect(file.output.contains("the lazy dog"))
        try folder.write("What is a pipe?", to: "prompt.txt")
        #expect(try await ask("@prompt.txt").output.contains("What is a pipe?"))
    }

    @Test func theServiceRemembersWhatIsStored() async throws {
        let emulator = quietEmulator()
        try await withEmulatorServer(emulator) { url in
            let first = try await ask("--store", "I have 2 dogs", at: url)
            #expect(first.code == 0, "\(first.errors)")
            let state = folder / "state/sluice/last-interaction"
            let id = try String(contentsOf: state, encoding: .utf8).trimmingCharacters(in: .newlines)
            #expect(first.errors.contains(id))
            let mode = try FileManager.default.attributesOfItem(atPath: state.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let second = try await ask("--continue", "last", "How many paws?", "--stream", at: url)
            #expect(second.output.contains("2 dogs"), "\(second.errors)")
            let third = try await ask("--continue", id, "And tails?", at: url)
            #expect(third.output.contains("2 dogs"))
        }
    }

    @Test(arguments: [["--stream"], ["--no-stream"]])
    func aFileRemembersWhatIsNotStored(mode: [String]) async throws {
        for text in ["I have 2 dogs", "And a cat", "How many paws?"] {
            let result = try await ask("--history", "pets.json", text, more: mode)
            #expect(result.code == 0, "\(result.errors)")
            if text != "I have 2 dogs" { #expect(result.output.contains("earlier turn")) }
        }
        let kept = try JSONValue(parsing: Array(Data(contentsOf: folder / "pets.json")))
        let inputs = kept["steps"]?.array?.filter { $0["type"] == "user_input" }
        #expect(inputs?.count == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["pets.json"])
    }

    @Test func aHistoryKeepsItsModelAndSystemInstructionAndNoMore() async throws {
        let first = try await ask(
            "--history",
            "h.json",
            "one",
            "--model",
            "gemini-3.5-flash-lite",
            "--system",
            "Be brief.",
            "--seed",
            "7"
        )
        #expect(first.code == 0, "\(first.errors)")
        _ = try await ask("--history", "h.json", "two")
        let kept = try JSONValue(parsing: Array(Data(contentsOf: folder / "h.json")))
        #expect(kept["model"] == "gemini-3.5-flash-lite")
        #expect(kept["system_instruction"] == "Be brief.")
        #expect(kept["generation_config"] == nil)
    }

    @Test func aTurnThatFailsLeavesTheHistoryAlone() async throws {
        _ = try await ask("--history", "h.json", "one")
        let before = try Data(contentsOf: folder / "h.json")
        let result = try await ask("--history", "h.json", "two", "--max-output-tokens", "1")
        #expect(result.code == 1)
        #expect(try Data(contentsOf: folder / "h.json") == before)
    }

    @Test func aHistoryThatIsNoneIsLeftAlone() async throws {
        try folder.write("my diary", to: "h.json")
        let result = try await ask("--history", "h.json", "one")
        #expect(result.code == 64)
        #expect(try String(contentsOf: folder / "h.json", encoding: .utf8) == "my diary")
    }

    @Test func aSchemaMakesJSON() async throws {
        let result = try await ask("A picture", "--schema", "title, count int")
        #expect(result.code == 0, "\(result.errors)")
        let value = try JSONValue(parsing: result.output)
        #expect(value["title"]?.string != nil)
        #expect(value["count"]?.number?.int != nil)
    }

    @Test func eventsAreOneALineAndTheLastHasTheWhole() async throws {
        let result = try await ask("hi", "--json", "--stream")
        let events = try result.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(events.first?["event_type"] == "interaction.created")
        #expect(events.last?["event_type"] == "interaction.completed")
        #expect(events.last?["interaction"]?["output_text"]?.string?.contains("hi") == true)
    }

    @Test func usageAndThoughtsGoToStandardError() async throws {
        let result = try await ask("hi", "--usage", "--thoughts")
        #expect(result.errors.contains("Tokens:"))
        #expect(!result.output.contains("Tokens:"))
    }

    @Test func whatIsSetIsSent() async throws {
        let service = try ScriptedServer(
            #"{"id":"v1_a","status":"completed","steps":[{"type":"model_output","content":[{"type":"text","text":"ok"}]}]}"#
        )
        try folder.write("Be brief.", to: "system.txt")
        let result = try await ask(
            "hi",
            "--model",
            "m",
            "--system",
            "@system.txt",
            "--thinking",
            "low",
            "--thoughts",
            "--temperature",
            "0.5",
            "--max-output-tokens",
            "9",
            "--seed",
            "7",
            "--stop",
            "END",
            "--stop",
            "X",
            "--config",
            "top_p=0.9",
            "--config",
            "note=text",
            "--tier",
            "flex",
            at: service.url
        )
        #expect(result.code == 0, "\(result.errors)")
        let body = #"""
            {"model": "m", "input": "hi", "system_instruction": "Be brief.", "service_tier": "flex", "store": false,
             "generation_config": {"top_p": 0.9, "note": "text", "thinking_level": "low", "temperature": 0.5,
               "max_output_tokens": 9, "seed": 7, "stop_sequences": ["END", "X"], "thinking_summaries": "auto"}}
            """#
        #expect(try JSONValue(parsing: service.lastBody) == JSONValue(parsing: body))
    }

    @Test(
        arguments: [
            (
                ["clip.mp4", "--start", "10s", "--end", "1:00", "--fps", "0.5"], "processing",
                #"{"type": "static", "start_offset": "10s", "end_offset": "60s", "fps": 0.5}"#
            ),
            (
                ["paper.pdf", "--pages", "3-5"], "processing",
                #"{"type": "static", "page_options": {"start_page": 3, "end_page": 5}}"#
            ),
            (["a.png", "--resolution", "low"], "resolution", #""low""#),
        ] as [([String], String, String)]
    )
    func partsOfFilesAreAskedFor(arguments: [String], key: String, value: String) async throws {
        try folder.write(pixel, to: "a.png")
        try folder.write("%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n", to: "paper.pdf")
        try folder.write(
            Data([0, 0, 0, 24]) + Data("ftypisom\0\0\0\0isommp42".utf8) + Data([0, 0, 0, 8]) + Data("mdat".utf8),
            to: "clip.mp4"
        )
        let emulator = quietEmulator()
        let result = try await ask("What is it?", "--json", "--store", more: arguments, of: emulator)
        #expect(result.code == 0, "\(result.errors)")
        let id = try #require(JSONValue(parsing: result.output)["id"]?.string)
        let kept = try await GeminiClient(key: "k", transport: emulator).interactions.get(id, includeInput: true)
        #expect(try kept.json["steps"]?[0]?["content"]?[1]?[key] == JSONValue(parsing: value))
    }

    @Test(
        arguments: [
            (["hi", "missing.png"], 64, "missing.png"), (["hi", "--pages", "3"], 64, "--pages"),
            (["-", "-"], 64, "once"), ([" "], 64, "empty"), (["hi", "--history", "h", "--store"], 64, "--history"),
            (["hi", "--config", "=1"], 64, "--config"), (["hi", "--schema", "a b c"], 64, "--schema"),
            (["hi", "--continue", "last"], 64, "--store"), (["hi", "--continue", "v1_gone"], 1, "v1_gone"),
            (["hi", "--max-output-tokens", "1"], 1, "max_output_tokens"), ([], 64, "prompt"),
        ] as [([String], Int, String)]
    )
    func whatGoesWrongHasACodeAndALine(arguments: [String], code: Int, words: String) async throws {
        let result = try await ask(more: arguments)
        #expect(result.code == code, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func aRefusedKeyIs77AndNoServiceIs69() async throws {
        var options = EmulatorOptions()
        options.keys = ["another"]
        #expect(try await ask("hi", of: Emulator(options)).code == 77)
        let (socket, port) = try RawServer.bound()
        defer { close(socket) }
        let nobody = try #require(URL(string: "http://127.0.0.1:\(port)"))
        #expect(try await ask("hi", at: nobody).code == 69)
    }

    private func ask(
        _ arguments: String...,
        more: [String] = [],
        input: String = "",
        of emulator: Emulator? = nil
    ) async throws -> Program.Result {
        try await withEmulatorServer(emulator ?? quietEmulator()) { url in
            try await run(arguments + more, input: input, at: url)
        }
    }

    private func ask(_ arguments: String..., at url: URL) async throws -> Program.Result {
        try await run(arguments, at: url)
    }

    private func run(_ arguments: [String], input: String = "", at url: URL) async throws -> Program.Result {
        try await sluice.run(
            ["ask", "--base-url", url.absoluteString] + arguments,
            in: folder.url,
            environment: ["GOOGLE_API_KEY": "k", "XDG_STATE_HOME": (folder / "state").path],
            input: input
        )
    }

    private func quietEmulator() -> Emulator {
        var options = EmulatorOptions()
        options.tools = .none
        return Emulator(options)
    }
}

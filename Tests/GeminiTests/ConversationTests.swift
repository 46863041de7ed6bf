import Foundation
import Gemini
import GeminiEmulator
import StructuredJSON
import TestSupport
import Testing

struct ConversationTests {
    private let gemini = GeminiClient(key: "k", transport: Emulator())

    @Test(arguments: [Conversation.Memory.stored, .local])
    func theModelIsToldWhatWasSaidBefore(memory: Conversation.Memory) async throws {
        var chat = Conversation(with: gemini, model: "gemini-3.5-flash", memory: memory)
        try await chat.say("I have 2 dogs in my house.")
        let alone = try await gemini.interactions.create(
            model: "gemini-3.5-flash",
            input: "How many paws?",
            store: false
        )
        let answer = try await chat.say("How many paws?")
        // The whole conversation is the prompt, so it counts more tokens than the question alone.
        let spent = try #require(answer.usage?.totalInputTokens)
        #expect(spent > alone.usage?.totalInputTokens ?? .max)
        #expect(chat.history.filter { if case .userInput = $0 { true } else { false } }.count == 2)
    }

    @Test func theServiceIsToldOnlyWhatIsNew() async throws {
        let service = ScriptedTransport { _, number in (200, [:], Self.answer("v1_\(number)", "a\(number)")) }
        var chat = Conversation(with: .scripted(service), model: "m", memory: .stored, systemInstruction: "be brief")
        chat.generationConfig = GenerationConfig(thinkingLevel: .low)
        try await chat.say("one")
        try await chat.say("two")
        let bodies = try service.sent.map { try JSONValue(parsing: $0.body) }
        #expect(
            try bodies == [
                JSONValue(
                    parsing: """
                        {"model": "m", "input": "one", "system_instruction": "be brief",
                         "generation_config": {"thinking_level": "low"}, "store": true}
                        """
                ),
                JSONValue(
                    parsing: """
                        {"model": "m", "input": "two", "system_instruction": "be brief",
                         "generation_config": {"thinking_level": "low"}, "store": true, "previous_interaction_id": "v1_0"}
                        """
                ),
            ]
        )
    }

    @Test func aLocalConversationReplaysEveryStepAsItCame() async throws {
        let steps = #"""
            {"type":"thought","signature":"c2ln","unheard":1.50},{"type":"thought","signature":""},{"type":"brand_new","x":[null]},{"type":"google_search_call","id":"a","signature":"eA=="},{"type":"model_output","content":[{"type":"text","text":"a"}]}
            """#
        let service = ScriptedTransport { _, _ in (200, [:], #"{"status":"completed","steps":[\#(steps)]}"#) }
        var chat = Conversation(with: .scripted(service), model: "m", memory: .local)
        try await chat.say("one")
        try await chat.say("two")
        let sent = try #require(service.sent.last)
        let replayed = steps.replacing(#"{"type":"thought","signature":""},"#, with: "")
        #expect(
            sent.text == """
                {"model":"m","input":[{"type":"user_input","content":[{"type":"text","text":"one"}]},\(replayed),\
                {"type":"user_input","content":[{"type":"text","text":"two"}]}],"store":false}
                """
        )
    }

    @Test(
        arguments: [
            (500, #"{"error": {"code": "api_error", "message": "no"}}"#, "server"),
            (200, #"{"id": "x", "status": "incomplete", "steps": [\#(output("half"))]}"#, "truncated"),
            (200, #"{"id": "x", "status": "completed"}"#, "empty_output"),
            (200, #"{"status": "completed", "steps": [\#(output("whole"))]}"#, "server"),
        ] as [(Int, String, String)]
    )
    func aTurnThatFailsChangesNothing(status: Int, body: String, kind: String) async throws {
        let service = ScriptedTransport { _, number in
            number == 0 ? (200, [:], Self.answer("v1_0", "a")) : (status, [:], body)
        }
        var chat = Conversation(with: .scripted(service, attempts: 1), model: "m", memory: .stored)
        try await chat.say("one")
        let before = chat.json
        let error = await #expect(throws: GeminiError.self) { try await chat.say("two") }
        #expect(error?.kind.rawValue == kind)
        #expect(chat.json == before)
    }

    @Test func aStreamedTurnThatBreaksChangesNothing() async throws {
        let service = ScriptedTransport.pieces { _, _ in .events(Events.created(), Events.start(), Events.text("half"))
        }
        var chat = Conversation(with: .scripted(service), model: "m", memory: .local)
        var words = ""
        let error = await #expect(throws: GeminiError.self) { try await chat.stream("one") { words += $0.text ?? "" } }
        #expect(error?.partialText == "half")
        #expect(words == "half")
        #expect(chat.history.isEmpty)
    }

    @Test(arguments: [Conversation.Memory.stored, .local])
    func aStreamedTurnIsRememberedLikeAnyOther(memory: Conversation.Memory) async throws {
        var said = Conversation(with: gemini, model: "gemini-3.5-flash", memory: memory)
        var streamed = said
        try await said.say("I have 2 dogs.")
        var words = ""
        let answer = try await streamed.stream("I have 2 dogs.") { words += $0.text ?? "" }
        #expect(words == answer.outputText)
        #expect(streamed.history == said.history)
        try await streamed.stream("And a cat.") { _ in }
        #expect(streamed.history.count == 2 * said.history.count)
    }

    @Test func aForkIsACopy() async throws {
        var chat = Conversation(with: gemini, model: "gemini-3.5-flash", memory: .stored)
        try await chat.say("one")
        var fork = chat
        try await fork.say("two")
        #expect(chat.history.count < fork.history.count)
        #expect(chat.previousInteractionID != fork.previousInteractionID)
        try await chat.say("another two")
    }

    @Test func isEncodedWithoutLosingAByte() async throws {
        let odd = #"{"type":"brand_new","number":1.50,"z":1,"a":null}"#
        let service = ScriptedTransport { _, _ in
            (200, [:], #"{"status":"completed","steps":[\#(odd),\#(Self.output("a"))]}"#)
        }
        var chat = Conversation(with: .scripted(service), model: "m", memory: .local, tools: [.googleSearch])
        try await chat.say("one")
        let data = try JSONEncoder().encode(chat)
        var again = try JSONDecoder().decode(Conversation.self, from: data, configuration: .scripted(service))
        #expect(again.history == chat.history)
        #expect(again.json.text() == chat.json.text())
        try await again.say("two")
        #expect(service.sent.last?.text.contains(odd) == true)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Conversation.self, from: Data("\"{}\"".utf8), configuration: .scripted(service))
        }
    }

    @Test func nothingIsStoredUnlessAskedFor() async throws {
        let service = ScriptedTransport { _, number in (200, [:], Self.answer("v1_\(number)", "a")) }
        let gemini = GeminiClient.scripted(service)
        var chat = Conversation(with: gemini, model: "m")
        let question = ["one", "two"].joined(separator: " and ")
        try await chat.say(question)
        _ = try await gemini.interactions.create(model: "m", input: question)
        _ = try await gemini.interactions.create(model: "m", input: question, previousInteractionID: "v1_0")
        var background = InteractionRequest(model: "m", input: "hi")
        background.background = true
        _ = try await gemini.interactions.create(background)
        let stored = try service.sent.map { try JSONValue(parsing: $0.body)["store"] }
        #expect(stored == [false, false, nil, nil])
    }

    @Test func whatIsOnTheWireGoesThroughAnyCoder() throws {
        let json =
            #"{"status":"completed","steps":[{"type":"thought","signature":"c2ln"},\#(Self.output("a"))],"usage":{"total_tokens":3}}"#
        let interaction = try #require(Interaction(json: JSONValue(parsing: json)))
        let data = try JSONEncoder().encode(interaction)
        #expect(try JSONDecoder().decode(Interaction.self, from: data) == interaction)
        let steps = try JSONDecoder().decode([Step].self, from: JSONEncoder().encode(interaction.steps))
        #expect(steps == interaction.steps)
        let error = GeminiError(.truncated, "half", hint: "again")
        #expect(try JSONDecoder().decode(GeminiError.self, from: JSONEncoder().encode(error)) == error)
    }

    private static func output(_ text: String) -> String {
        #"{"type":"model_output","content":[{"type":"text","text":"\#(text)"}]}"#
    }

    private static func answer(_ id: String, _ text: String) -> String {
        #"{"id":"\#(id)","status":"completed","steps":[\#(output(text))]}"#
    }
}

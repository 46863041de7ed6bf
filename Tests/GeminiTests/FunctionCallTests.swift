import Gemini
import StructuredJSON
import TestSupport
import Testing

struct FunctionCallTests {
    private static let weather = Tool.function("get_weather", description: "The weather in a city.", parameters: "city")

    /// Asks for a function first, and uses what it is given.
    private let service = ScriptedTransport { _, number in
        number == 0
            ? (
                200, [:],
                #"""
                {"id": "v1_0", "status": "requires_action", "steps": [{"type": "thought", "signature": "c2ln"},
                 {"type": "function_call", "id": "k", "name": "get_weather", "arguments": {"city": "Oslo"}}]}
                """#
            )
            : (
                200, [:],
                #"""
                {"id": "v1_1", "status": "completed",
                 "steps": [{"type": "model_output", "content": [{"type": "text", "text": "It snows."}]}]}
                """#
            )
    }

    @Test(
        arguments: [
            (
                Conversation.Memory.stored,
                #"""
                {"model": "m", "tools": [\#(tool)], "store": true, "previous_interaction_id": "v1_0",
                 "input": [{"type": "function_result", "call_id": "k", "name": "get_weather", "result": {"sky": "snow"}}]}
                """#
            ),
            (
                .local,
                #"""
                {"model": "m", "tools": [\#(tool)], "store": false,
                 "input": [{"type": "user_input", "content": [{"type": "text", "text": "Weather in Oslo?"}]},
                   {"type": "thought", "signature": "c2ln"},
                   {"type": "function_call", "id": "k", "name": "get_weather", "arguments": {"city": "Oslo"}},
                   {"type": "function_result", "call_id": "k", "name": "get_weather", "result": {"sky": "snow"}}]}
                """#
            ),
        ] as [(Conversation.Memory, String)]
    )
    func theModelGetsWhatItAskedFor(memory: Conversation.Memory, body: String) async throws {
        var chat = Conversation(with: .scripted(service), model: "m", memory: memory, tools: [Self.weather])
        let first = try await chat.say("Weather in Oslo?")
        let call = try #require(first.functionCalls.first)
        #expect(call.name == "get_weather")
        #expect(call.arguments["city"] == "Oslo")
        let answer = try await chat.answer([call.result(["sky": "snow"])])
        #expect(answer.outputText == "It snows.")
        #expect(try JSONValue(parsing: service.sent[1].body) == JSONValue(parsing: body))
    }

    @Test func aTextIsNotWhatAFunctionCallIs() async throws {
        let interaction = try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        let error = #expect(throws: GeminiError.self) { try interaction.checkedText() }
        #expect(error?.kind == .requiresAction)
        #expect(error?.message.contains("get_weather") == true)
    }

    @Test func aCallThatIsAnsweredIsNotOpen() throws {
        let steps = #"""
            {"status": "completed", "steps": [{"type": "function_call", "id": "a", "name": "f", "arguments": {}},
             {"type": "function_result", "call_id": "a", "result": "x"},
             {"type": "function_call", "id": "b", "name": "g", "arguments": {}}]}
            """#
        #expect(try Interaction(json: JSONValue(parsing: steps))?.functionCalls.map(\.id) == ["b"])
    }

    private static let tool = weather.json.text()
}

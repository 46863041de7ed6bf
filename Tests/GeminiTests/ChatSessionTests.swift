import Foundation
import Gemini
import StructuredJSON
import Synchronization
import TestSupport
import Testing

struct ChatSessionTests {
    private struct WeatherQuery: Decodable {
        let city: String
        let day: Date?
    }
    private struct Weather: Encodable, Sendable { let sky: String }
    private struct Unknown: LocalizedError {
        let city: String
        var errorDescription: String? { "\(city) has no weather" }
    }

    private static let weather = Tool("get_weather", "The weather in a city.") { (query: WeatherQuery) in
        guard query.city == "Oslo" else { throw Unknown(city: query.city) }
        return Weather(sky: "snow")
    }

    @Test func aToolHasTheSchemaOfItsArguments() throws {
        let schema = try JSONSchema(shorthand: "city, day datetime?").json
        #expect(
            Self.weather
                == .function("get_weather", description: "The weather in a city.", parameters: try JSONSchema(schema))
        )
    }

    @Test func functionsAreRunAndTheAnswerComesBack() async throws {
        let service = Self.asking([[("get_weather", #"{"city": "Oslo"}"#), ("now", "{}")]])
        let now = Tool("now", "The time.") { 12 }
        let session = ChatSession(with: .scripted(service), model: "m", tools: [Self.weather, now, .googleSearch])
        let question = ["Umbrella", "?"].joined()
        let answer = try await session.say(question)
        #expect(answer.outputText == "done")
        #expect(answer.usage?.totalTokens == 20)
        #expect(
            try Self.results(in: service.sent[1]) == [
                ["type": "function_result", "call_id": "0", "name": "get_weather", "result": ["sky": "snow"]],
                ["type": "function_result", "call_id": "1", "name": "now", "result": ["result": 12]],
            ]
        )
    }

    @Test(
        arguments: [
            ("get_weather", #"{"city": "Atlantis"}"#, "Atlantis has no weather"),
            ("get_weather", #"{"town": "Oslo"}"#, "The arguments of get_weather cannot be read"),
            ("get_whether", #"{"city": "Oslo"}"#, "There is no function called get_whether"),
        ] as [(String, String, String)]
    )
    func whatAFunctionThrowsIsToldToTheModel(name: String, arguments: String, words: String) async throws {
        let service = Self.asking([[(name, arguments)]])
        let session = ChatSession(with: .scripted(service), model: "m", tools: [Self.weather])
        #expect(try await session.say("Umbrella?").outputText == "done")
        let result = try #require(Self.results(in: service.sent[1]).first)
        #expect(result["is_error"] == true)
        #expect(result["result"]?.string?.contains(words) == true)
    }

    @Test func aModelThatGoesOnAskingIsStopped() async throws {
        let call = [("get_weather", #"{"city": "Oslo"}"#)]
        let service = Self.asking(Array(repeating: call, count: 9))
        let session = ChatSession(with: .scripted(service), model: "m", tools: [Self.weather])
        let error = await #expect(throws: GeminiError.self) { try await session.say("Umbrella?", rounds: 2) }
        #expect(error?.kind == .requiresAction)
        #expect(error?.message == "The model still asks for get_weather")
        #expect(error?.usage?.totalTokens == 30)
        #expect(service.sent.count == 3)
        #expect(await session.conversation.history.isEmpty)
    }

    @Test func aFunctionWithoutAClosureIsTheCallersToRun() async throws {
        let service = Self.asking([[("look_up", "{}")]])
        let lookUp = Tool.function("look_up", description: "Finds it.")
        let session = ChatSession(with: .scripted(service), model: "m", tools: [Self.weather, lookUp])
        let first = try await session.say("What?")
        #expect(first.status == .requiresAction)
        let answer = try await session.answer(first.functionCalls.map { $0.result("it") })
        #expect(answer.outputText == "done")
    }

    @Test func aFunctionThatIsCancelledEndsTheTurn() async throws {
        let service = Self.asking([[("wait", "{}")]])
        let wait = Tool("wait", "Waits.") { () async throws -> String in throw CancellationError() }
        let session = ChatSession(with: .scripted(service), model: "m", tools: [wait])
        await #expect(throws: CancellationError.self) { try await session.say("Wait.") }
        #expect(service.sent.count == 1)
    }

    @Test func turnsOfSeveralTasksFollowEachOther() async throws {
        let service = ScriptedTransport { _, number in (200, [:], Self.answer(number)) }
        let session = ChatSession(with: .scripted(service), model: "m")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 { group.addTask { _ = try await session.say("\(number)") } }
            try await group.waitForAll()
        }
        let lengths = try service.sent.map { try JSONValue(parsing: $0.body)["input"]?.array?.count ?? 1 }
        #expect(lengths == (0..<8).map { 2 * $0 + 1 })
        #expect(await session.conversation.history.count == 16)
    }

    @Test func aStreamRunsFunctionsToo() async throws {
        let service = ScriptedTransport.pieces { _, number in
            number == 0
                ? .events(
                    Events.created(),
                    Events.start(
                        0,
                        ["type": "function_call", "id": "0", "name": "get_weather", "arguments": ["city": "Oslo"]]
                    ),
                    Events.completed("requires_action")
                ) : .events(Events.created(), Events.start(), Events.text("snow"), Events.completed())
        }
        let session = ChatSession(with: .scripted(service), model: "m", tools: [Self.weather])
        let words = Mutex("")
        let answer = try await session.stream("Umbrella?") { event in words.withLock { $0 += event.text ?? "" } }
        #expect(answer.outputText == "snow")
        #expect(words.withLock(\.self) == "snow")
        #expect(try Self.results(in: service.sent[1]).first?["result"] == ["sky": "snow"])
    }

    @Test func isForkedSavedAndRestored() async throws {
        let service = ScriptedTransport { _, number in
            number == 2
                ? (200, [:], Self.asking("0", "get_weather", #"{"city": "Oslo"}"#)) : (200, [:], Self.answer(number))
        }
        let gemini = GeminiClient.scripted(service)
        let session = ChatSession(with: gemini, model: "m", tools: [Self.weather])
        try await session.say("one")
        let fork = await session.fork()
        try await fork.say("two")
        #expect(await session.conversation.history.count == 2)
        #expect(await fork.conversation.history.count == 4)
        let data = try JSONEncoder().encode(await fork.conversation)
        let saved = try JSONDecoder().decode(Conversation.self, from: data, configuration: gemini)
        let restored = ChatSession(saved, tools: [Self.weather])
        #expect(try await restored.say("three").outputText == "a3")
    }

    private static func results(in sent: ScriptedTransport.Sent) throws -> [JSONValue] {
        (try JSONValue(parsing: sent.body)["input"]?.array ?? []).filter { $0["type"] == "function_result" }
    }

    /// Asks for functions, round by round, and then has an answer.
    private static func asking(_ rounds: [[(String, String)]]) -> ScriptedTransport {
        ScriptedTransport { _, number in
            guard number < rounds.count else { return (200, [:], answer(number, "done")) }
            let steps = rounds[number].enumerated().map { index, call in
                #"{"type": "function_call", "id": "\#(index)", "name": "\#(call.0)", "arguments": \#(call.1)}"#
            }
            return (
                200, [:],
                #"{"status": "requires_action", "usage": {"total_tokens": 10}, "steps": [\#(steps.joined(separator: ","))]}"#
            )
        }
    }

    private static func asking(_ id: String, _ name: String, _ arguments: String) -> String {
        #"{"status": "requires_action", "steps": [{"type": "function_call", "id": "\#(id)", "name": "\#(name)", "arguments": \#(arguments)}]}"#
    }

    private static func answer(_ number: Int, _ text: String? = nil) -> String {
        let text = text ?? "a\(number)"
        return #"""
            {"id": "v1_\#(number)", "status": "completed", "usage": {"total_tokens": 10},
             "steps": [{"type": "model_output", "content": [{"type": "text", "text": "\#(text)"}]}]}
            """#
    }
}

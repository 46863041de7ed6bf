import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Testing

@Suite struct InteractionTests {
    let desk = Desk()

    func ask(_ change: JSONObject = [:]) async throws -> Answer {
        var body: JSONObject = ["model": "gemini-3.5-flash", "input": "Tell me about tides."]
        body.merge(change)
        return try await desk.create(.object(body))
    }

    @Test func anAnswerLooksLikeTheServices() async throws {
        let answer = try await ask()
        let json = answer.json
        #expect(json["id"]?.string?.wholeMatch(of: /v1_[A-Za-z0-9_-]+/) != nil)
        #expect(json["object"] == "interaction")
        #expect(json["status"] == "completed")
        #expect(json["created"]?.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
        #expect(json["model"] == "gemini-3.5-flash")
        #expect(json["service_tier"] == "standard")
        #expect(json["steps"]?[0]?["type"] == "thought")
        #expect(json["steps"]?[0]?["signature"]?.string?.isEmpty == false)
        #expect(json["steps"]?[1]?["type"] == "model_output")
        #expect(answer.text.contains("offline emulator"))
        #expect(answer.text.contains("Tell me about tides."))
    }

    @Test func usageAddsUp() async throws {
        let usage = try #require(try await ask().json["usage"])
        let parts = ["total_input_tokens", "total_output_tokens", "total_thought_tokens"].compactMap {
            usage[$0]?.number?.int
        }
        #expect(usage["total_tokens"]?.number?.int == parts.reduce(0, +))
        #expect(usage["input_tokens_by_modality"]?[0] == ["modality": "text", "tokens": 5])
    }

    @Test func minimalThinkingLeavesNoThought() async throws {
        let answer = try await ask(["generation_config": ["thinking_level": "minimal"]])
        #expect(answer.json["steps"]?.array?.count == 1)
    }

    @Test func equalQuestionsGetEqualAnswers() async throws {
        #expect(try await ask().json["steps"] == ask().json["steps"])
    }

    @Test func tooFewTokensCutTheAnswer() async throws {
        let answer = try await ask(["generation_config": ["max_output_tokens": 18]])
        #expect(answer.json["status"] == "incomplete")
        #expect(answer.text.count == 8)
    }

    @Test func aBudgetThatThinkingUsesUpLeavesNoText() async throws {
        let answer = try await ask(["generation_config": ["max_output_tokens": 3]])
        #expect(answer.json["status"] == "incomplete")
        #expect(answer.json["steps"]?.array?.count == 1)
    }

    @Test func aStopSequenceEndsTheAnswer() async throws {
        let answer = try await ask(["generation_config": ["stop_sequences": [" offline"]]])
        #expect(answer.text == "This is the")
        #expect(answer.json["status"] == "completed")
    }

    @Test func aStoredInteractionIsThereUntilDeleted() async throws {
        let json = try await ask().json
        let path = "/v1beta/interactions/\(try #require(json["id"]?.string))"
        #expect(try await desk.call(.get, path).json == json)
        let withInput = try await desk.call(.get, path + "?include_input=true").json
        #expect(withInput["steps"]?[0]?["content"]?[0]?["text"] == "Tell me about tides.")
        #expect(try await desk.call(.delete, path).status == 200)
        #expect(try await desk.call(.get, path).status == 404)
        #expect(try await desk.call(.delete, path).status == 404)
    }

    @Test func whatIsNotStoredCannotBeGotOrContinued() async throws {
        let id = try #require(try await ask(["store": false]).json["id"])
        #expect(try await desk.call(.get, "/v1beta/interactions/\(id.string ?? "")").status == 404)
        #expect(try await ask(["previous_interaction_id": id]).status == 404)
    }

    @Test func anInteractionRemembersTheOnesBefore() async throws {
        let first = try await ask(["input": "My dog is called Rex."])
        let second = try await ask(["input": "And my cat Tom.", "previous_interaction_id": first.json["id"] ?? .null])
        let third = try await ask(["input": "Who is who?", "previous_interaction_id": second.json["id"] ?? .null])
        #expect(second.text.contains("one earlier turn"))
        #expect(second.text.contains("My dog is called Rex."))
        #expect(third.text.contains("2 earlier turns"))
    }

    @Test func replayedStepsAreAHistoryToo() async throws {
        let first = try await ask(["input": "My dog is called Rex.", "store": false])
        let steps: [JSONValue] =
            [["type": "user_input", "content": "My dog is called Rex."]] + (first.json["steps"]?.array ?? [])
            + [["type": "user_input", "content": [["type": "text", "text": "Who is Rex?"]]]]
        #expect(try await ask(["input": .array(steps), "store": false]).text.contains("My dog is called Rex."))
    }

    @Test func aBackgroundInteractionIsAskedForLater() async throws {
        let slow = Desk { $0.modelLatency = .seconds(3600) }
        let body: JSONValue = ["model": "gemini-3.5-flash", "input": "hi", "background": true]
        let begun = try await slow.create(body)
        #expect(begun.json["status"] == "in_progress")
        let path = "/v1beta/interactions/\(begun.json["id"]?.string ?? "")"
        #expect(try await slow.call(.get, path).json["status"] == "in_progress")
        #expect(try await slow.call(.post, path + "/cancel").json["status"] == "cancelled")
        #expect(try await slow.call(.post, path + "/cancel").status == 400)

        let quick = try await desk.create(body)
        let done = try await desk.call(.get, "/v1beta/interactions/\(quick.json["id"]?.string ?? "")")
        #expect(done.json["status"] == "completed")
    }

    @Test(.timeLimit(.minutes(1)))
    func whatIsAskedInTheBackgroundIsDoneWithoutALook() async throws {
        let begun = try await desk.create(["model": "gemini-3.5-flash", "input": "hi", "background": true])
        while desk.emulator.statistics.generations == 0 { await Task.yield() }
        let next: JSONObject = [
            "model": "gemini-3.5-flash", "input": "and?", "previous_interaction_id": begun.json["id"] ?? .null,
        ]
        // It is counted a moment before it can be gone on from.
        while try await desk.create(.object(next)).status == 400 { await Task.yield() }
        #expect(desk.emulator.statistics.generations == 2)
    }

    @Test func aBackgroundInteractionCanBeHeardToItsEnd() async throws {
        let begun = try await desk.create(["model": "gemini-3.5-flash", "input": "hi", "background": true])
        let path = "/v1beta/interactions/\(begun.json["id"]?.string ?? "")?stream=true"
        let events = String(decoding: try await desk.call(.get, path).bytes, as: UTF8.self)
        #expect(events.contains("interaction.completed"), "\(events)")
    }

    @Test func whatGoesWrongInTheBackgroundIsTheInteractionsFailure() async throws {
        let desk = Desk()
        desk.emulator.setFaults(
            try FaultPlan(parsing: "faults: [{on: {operation: interactions.create}, do: {generate: blocked}}]")
        )
        let begun = try await desk.create(["model": "gemini-3.5-flash", "input": "hi", "background": true])
        let path = "/v1beta/interactions/\(begun.json["id"]?.string ?? "")"
        let end = try await desk.call(.get, path)
        #expect(end.status == 200)
        #expect(end.json["status"] == "failed")
        #expect(end.json["errors"]?[0]?["code"] == "safety")
    }

    @Test func generationsAreCounted() async throws {
        _ = try await ask()
        _ = try await ask(["input": .null])
        let statistics = desk.emulator.statistics
        #expect(statistics.calls["interactions.create"] == 2)
        #expect(statistics.generations == 1)
        #expect(statistics.peakGenerations == 1)
        #expect(statistics.runningGenerations == 0)
    }
}

import Gemini
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// Answers longer than one request may give (contract §3.6).
struct ContinuationTests {
    @Test(
        arguments: [
            (nil, #"{"model": "m", "store": false, "continuation_token": "t0", "input": "long"}"#),
            (true, #"{"model": "m", "store": true, "continuation_token": "t0", "previous_interaction_id": "v1_0"}"#),
            (false, #"{"model": "m", "store": false, "continuation_token": "t0", "input": "long"}"#),
        ] as [(Bool?, String)]
    )
    func isFollowedAndComesAsOne(store: Bool?, second: String) async throws {
        let service = ScriptedTransport { _, number in (200, [:], Self.part(number, of: 2)) }
        let whole = try await GeminiClient.scripted(service).interactions.create(
            model: "m",
            input: "long",
            store: store
        )
        #expect(whole.outputText == "0 1 ")
        #expect(whole.id == "v1_1")
        #expect(whole.status == .completed)
        #expect(try JSONValue(parsing: service.sent[1].body) == JSONValue(parsing: second))
        let usage = #"""
            {"total_tokens": 11, "initial_input_tokens": 3, "grounding_tool_count": [{"type": "google_search", "count": 2}],
             "input_tokens_by_modality": [{"modality": "text", "tokens": 4}]}
            """#
        #expect(try whole.usage?.json == JSONValue(parsing: usage))
    }

    @Test func hasABound() async throws {
        let service = ScriptedTransport { _, number in (200, [:], Self.part(number, of: .max)) }
        let whole = try await GeminiClient.scripted(service).interactions.create(
            model: "m",
            input: "long",
            store: false
        )
        #expect(service.sent.count == 32)
        let error = #expect(throws: GeminiError.self) { try whole.checkedText() }
        #expect(error?.kind == .truncated)
        #expect(error?.partialText?.hasSuffix("30 31 ") == true)
    }

    @Test func aTokenThatComesBackEndsIt() async throws {
        let service = ScriptedTransport { _, _ in (200, [:], Self.part(0, of: 2)) }
        let whole = try await GeminiClient.scripted(service).interactions.create(
            model: "m",
            input: "long",
            store: false
        )
        #expect(service.sent.count == 2)
        #expect(whole.status == .requiresContinuation)
    }

    @Test func aStreamGoesOnToo() async throws {
        let service = ScriptedTransport.pieces { _, number in
            number == 0
                ? .events(
                    Events.created("v1_0"),
                    Events.start(),
                    Events.text("part one "),
                    Events.completed("requires_continuation", ["continuation_token": "t0"], id: "v1_0"),
                    Events.done
                )
                : .events(
                    Events.created("v1_1"),
                    Events.start(),
                    Events.text("part two"),
                    Events.completed(id: "v1_1"),
                    Events.done
                )
        }
        let request = InteractionRequest(model: "m", input: "long", store: false)
        var words = ""
        var ends = 0
        for try await event in GeminiClient.scripted(service).interactions.stream(request) {
            words += event.text ?? ""
            guard case .completed(let event) = event else { continue }
            ends += 1
            #expect(event.interaction.outputText == "part one part two")
        }
        #expect(words == "part one part two")
        #expect(ends == 1)
        #expect(try JSONValue(parsing: service.sent[1].body)["continuation_token"] == "t0")
    }

    @Test func aStreamThatBreaksAtACheckpointIsTakenUpThere() async throws {
        let checkpoint = Events.framed(
            "interaction.status_update",
            ["interaction_id": "v1_0", "status": "in_progress", "continuation_token": "t0"],
            nil
        )
        let service = ScriptedTransport.pieces { _, number in
            number == 0
                ? .events(
                    Events.created("v1_0"),
                    Events.start(),
                    Events.text("one "),
                    checkpoint,
                    failure: .init(.broken, "x")
                )
                : .events(Events.created("v1_1"), Events.start(), Events.text("two"), Events.completed(id: "v1_1"))
        }
        let request = InteractionRequest(model: "m", input: "long", store: true)
        let whole = try await GeminiClient.scripted(service).interactions.stream(request).interaction()
        #expect(whole.outputText == "one two")
        #expect(try JSONValue(parsing: service.sent[1].body)["previous_interaction_id"] == "v1_0")
    }

    private static func part(_ number: Int, of count: Int) -> String {
        let isLast = number == count - 1
        return #"""
            {"id": "v1_\#(number)", "status": "\#(isLast ? "completed" : "requires_continuation")",
             \#(isLast ? "" : #""continuation_token": "t\#(number)", "#)
             "steps": [{"type": "user_input", "content": []},
               {"type": "model_output", "content": [{"type": "text", "text": "\#(number) "}]}],
             "usage": {"total_tokens": \#(5 + number), "initial_input_tokens": \#(3 + number),
               "grounding_tool_count": [{"type": "google_search", "count": 1}],
               "input_tokens_by_modality": [{"modality": "text", "tokens": 2}]}}
            """#
    }
}

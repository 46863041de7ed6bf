import Gemini
import GeminiEmulator
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

struct StreamTests {
    private let request = InteractionRequest(model: "m", input: "hi", store: false)

    @Test func theWordsComeAsTheyAreMade() async throws {
        let service = ScriptedTransport.pieces { _, _ in
            .events(
                Events.created(),
                Events.start(),
                Events.text("Hel"),
                Events.text("lo"),
                Events.completed(),
                Events.done
            )
        }
        var words: [String] = []
        for try await text in GeminiClient.scripted(service).interactions.stream(request).text { words.append(text) }
        #expect(words == ["Hel", "lo"])
        let sent = try #require(service.sent.first)
        #expect(sent["Accept"] == "text/event-stream")
        #expect(try JSONValue(parsing: sent.body)["stream"] == true)
    }

    @Test func anAnswerInOnePieceIsHeardToo() async throws {
        let whole =
            #"{"id": "v1_a", "status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "Hello"}]}]}"#
        let service = ScriptedTransport { _, _ in (200, ["Content-Type": "application/json"], whole) }
        var words: [String] = []
        for try await text in GeminiClient.scripted(service).interactions.stream(request).text { words.append(text) }
        #expect(words == ["Hello"])
        #expect(service.sent.count == 1)
    }

    @Test func theLastEventHasTheWhole() async throws {
        let gemini = GeminiClient(key: "k", transport: Emulator())
        let asked = InteractionRequest(model: "gemini-3.5-flash", input: "Say hello to Ada", store: false)
        let plain = try await gemini.interactions.create(asked)
        let streamed = try await gemini.interactions.stream(asked).interaction()
        #expect(streamed.outputText == plain.outputText)
        #expect(Self.timeless(streamed) == Self.timeless(plain))
    }

    @Test func anEndWithoutCompletionIsAnErrorThatKeepsTheText() async throws {
        for ending in ["", Events.done] {
            let service = ScriptedTransport.pieces { _, _ in
                .events(Events.created(), Events.start(), Events.text("half"), ending)
            }
            let error = await failure(service)
            #expect(error?.kind == .truncated)
            #expect(error?.partialText == "half")
            #expect(service.sent.count == 1)
        }
    }

    @Test func nothingIsSentAgainOnceAnEventHasCome() async throws {
        let service = ScriptedTransport.pieces { _, _ in
            .events(Events.created(), Events.start(), Events.text("half"), failure: TransportError(.broken, "broke"))
        }
        let error = await failure(service)
        #expect(error?.kind == .network)
        #expect(error?.partialText == "half")
        #expect(service.sent.count == 1)
    }

    @Test func theStartIsRetried() async throws {
        let service = ScriptedTransport.pieces { _, number in
            switch number {
            case 0:
                .init(
                    status: 503,
                    pieces: [Array(#"{"error": {"code": "service_unavailable", "message": "no"}}"#.utf8)]
                )
            case 1: .events(failure: TransportError(.broken, "broke"))
            default: .events(Events.created(), Events.start(), Events.text("ok"), Events.completed())
            }
        }
        var gemini = GeminiClient.scripted(service)
        // What breaks before the first event may have been paid for.
        gemini.retry.unheardRepeats = 1
        #expect(try await gemini.interactions.stream(request).interaction().outputText == "ok")
        #expect(service.sent.count == 3)
    }

    @Test func eventsNeedNoNamesAndMayEndInCRLF() async throws {
        let lines = [
            #"{"interaction": {"id": "v1_a", "status": "in_progress"}, "event_type": "interaction.created"}"#,
            #"{"index": 0, "step": {"type": "model_output"}, "event_type": "step.start"}"#,
            #"{"index": 0, "delta": {"text": "Hello"}, "event_type": "step.delta"}"#,
            #"{"interaction": {"id": "v1_a", "status": "completed"}, "event_type": "interaction.completed"}"#, "[DONE]",
        ]
        let stream = lines.map { "data: \($0)\r\n\r\n" }.joined()
        let service = ScriptedTransport.pieces { _, _ in .events(stream) }
        #expect(
            try await GeminiClient.scripted(service).interactions.stream(request).interaction().outputText == "Hello"
        )
    }

    @Test(arguments: ["data: not json\n\n", "data: {\"event_type\":\n\n"])
    func anEventThatIsNoJSONIsAnError(event: String) async throws {
        let service = ScriptedTransport.pieces { _, _ in .events(Events.created(), event) }
        #expect(await failure(service)?.kind == .server)
    }

    @Test func anErrorEventIsThrown() async throws {
        let service = ScriptedTransport.pieces { _, _ in
            .events(Events.created(), Events.start(), Events.text("half"), Events.error("gateway_timeout"))
        }
        let error = await failure(service)
        #expect(error?.kind == .timeout)
        #expect(error?.code == "gateway_timeout")
        #expect(error?.partialText == "half")
        #expect(service.sent.count == 1)
    }

    @Test func aBlockedAnswerIsKnownByItsCode() async throws {
        let service = ScriptedTransport.pieces { _, _ in .events(Events.created(), Events.error("prohibited_content")) }
        #expect(await failure(service)?.kind == .blocked)
    }

    @Test func aRefusalBeforeTheStreamIsAnOrdinaryError() async throws {
        let service = ScriptedTransport { _, _ in
            (404, [:], #"{"error": {"code": "model_not_found", "message": "no"}}"#)
        }
        let error = await failure(service)
        #expect(error?.httpStatus == 404)
        #expect(error?.code == "model_not_found")
    }

    @Test func anAnswerThatIsNoStreamIsTheAnswer() async throws {
        let service = ScriptedTransport { _, _ in
            (
                200, ["Content-Type": "application/json"],
                #"{"status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "a"}]}]}"#
            )
        }
        #expect(try await GeminiClient.scripted(service).interactions.stream(request).interaction().outputText == "a")
    }

    @Test func aPageOfAGatewayIsAnError() async throws {
        let service = ScriptedTransport { _, _ in (200, ["Content-Type": "text/html"], "<html>Sign in</html>") }
        #expect(await failure(service)?.kind == .server)
    }

    @Test func aStoredAnswerGoesOnWhereItBroke() async throws {
        let service = ScriptedTransport.pieces { sent, number in
            switch number {
            case 0:
                .events(
                    Events.created(event: "e1"),
                    Events.start(event: "e2"),
                    Events.text("one ", event: "e3"),
                    failure: TransportError(.broken, "broke")
                )
            case 1: .events(Events.text("two ", event: "e4"), failure: TransportError(.broken, "broke"))
            default: .events(Events.text("three", event: "e5"), Events.completed())
            }
        }
        let stored = InteractionRequest(model: "m", input: "hi", store: true)
        let whole = try await GeminiClient.scripted(service).interactions.stream(stored).interaction()
        #expect(whole.outputText == "one two three")
        #expect(
            service.sent.map(\.path).dropFirst() == [
                "/v1beta/interactions/v1_a?stream=true&last_event_id=e3",
                "/v1beta/interactions/v1_a?stream=true&last_event_id=e4",
            ]
        )
    }

    @Test func resumingHasABound() async throws {
        let service = ScriptedTransport.pieces { _, number in
            number == 0
                ? .events(Events.created(event: "e1"), failure: TransportError(.broken, "broke"))
                : .events(failure: TransportError(.broken, "broke"))
        }
        let stored = InteractionRequest(model: "m", input: "hi", store: true)
        let stream = GeminiClient.scripted(service, attempts: 3).interactions.stream(stored)
        let error = await #expect(throws: GeminiError.self) { try await stream.interaction() }
        #expect(error?.attempts == 3)
        #expect(service.sent.count == 3)
    }

    @Test func aStreamIsPaidForOnce() async throws {
        let service = ScriptedTransport.pieces { _, _ in
            .events(Events.created(), Events.start(), Events.text("a"), Events.completed())
        }
        let stream = GeminiClient.scripted(service).interactions.stream(request)
        let copy = stream
        #expect(try await stream.interaction().outputText == "a")
        for _ in 0..<2 {
            let error = await #expect(throws: GeminiError.self) { try await copy.interaction() }
            #expect(error?.kind == .invalidRequest)
        }
        #expect(service.sent.count == 1)
    }

    @Test func whoStopsReadingClosesTheConnection() async throws {
        let service = ScriptedTransport.pieces { _, _ in
            .events(Events.created(), Events.start(), Events.text("a"), Events.text("b"), Events.completed())
        }
        for try await _ in GeminiClient.scripted(service).interactions.stream(request).text { break }
        #expect(service.closedBodies == 1)
    }

    @Test func aTaskThatIsCancelledStopsReading() async throws {
        let service = ScriptedTransport.pieces { _, _ in .events(Events.created(), Events.start(), Events.text("a")) }
        let stream = GeminiClient.scripted(service).interactions.stream(request)
        let task = Task {
            var count = 0
            for try await _ in stream {
                count += 1
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            }
            return count
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(service.closedBodies == 1)
    }

    @Test func theTextOfAnAnswerThatIsCutShortEndsInAnError() async throws {
        let service = ScriptedTransport.pieces { _, _ in
            .events(Events.created(), Events.start(), Events.text("half"), Events.completed("incomplete"))
        }
        let error = await #expect(throws: GeminiError.self) {
            for try await _ in GeminiClient.scripted(service).interactions.stream(request).text {}
        }
        #expect(error?.kind == .truncated)
        #expect(error?.partialText == "half")
    }

    @Test func aStoredInteractionCanBeReadAgain() async throws {
        let gemini = GeminiClient(key: "k", transport: Emulator())
        let first = try await gemini.interactions.create(model: "gemini-3.5-flash", input: "Say hello", store: true)
        let again = try await gemini.interactions.stream(of: first.id).interaction()
        #expect(again.outputText == first.outputText)
        let rest = try await gemini.interactions.stream(of: first.id, after: "evt_1").interaction()
        #expect(rest.outputText == first.outputText)
    }

    private func failure(_ service: ScriptedTransport) async -> GeminiError? {
        let stream = GeminiClient.scripted(service).interactions.stream(request)
        return await #expect(throws: GeminiError.self) { try await stream.interaction() }
    }

    private static func timeless(_ interaction: Interaction) -> JSONObject {
        interaction.fields.without("id", "created", "updated")
    }
}

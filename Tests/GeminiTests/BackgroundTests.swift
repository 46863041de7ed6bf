import Gemini
import GeminiEmulator
import TestSupport
import Testing

struct BackgroundTests {
    @Test func isAskedForUntilItIsDone() async throws {
        let pauses = Pauses()
        let service = ScriptedTransport { _, number in
            (
                200, [:],
                #"{"id": "v1_a", "status": "\#(["in_progress", "queued", "in_progress", "completed"][number])"}"#
            )
        }
        let gemini = GeminiClient.scripted(service, pauses: pauses)
        let done = try await gemini.interactions.waitUntilDone(gemini.interactions.create(background()))
        #expect(done.status == .completed)
        #expect(service.sent.dropFirst().allSatisfy { $0.path == "/v1beta/interactions/v1_a" })
        #expect(pauses.all == [.milliseconds(500), .milliseconds(750), .milliseconds(1125)])
    }

    @Test func theWaitHasAnEnd() async throws {
        let service = ScriptedTransport(json: #"{"id": "v1_a", "status": "in_progress"}"#)
        let gemini = GeminiClient.scripted(service)
        let running = try await gemini.interactions.create(background())
        let error = await #expect(throws: GeminiError.self) {
            try await gemini.interactions.waitUntilDone(running, within: .seconds(5))
        }
        #expect(error?.kind == .timeout)
    }

    @Test func canBeReadCancelledAndDeleted() async throws {
        var options = EmulatorOptions()
        options.modelLatency = .seconds(3600)
        let gemini = GeminiClient(key: "k", transport: Emulator(options))
        let running = try await gemini.interactions.create(background())
        #expect(running.status == .inProgress)
        #expect(try await gemini.interactions.cancel(running.id).status == .cancelled)
        #expect(try await gemini.interactions.get(running.id).status == .cancelled)
        try await gemini.interactions.delete(running.id)
        let error = await #expect(throws: GeminiError.self) { try await gemini.interactions.get(running.id) }
        #expect(error?.httpStatus == 404)
    }

    @Test func theServicesAnswerIsThereInTheEnd() async throws {
        let gemini = GeminiClient(key: "k", transport: Emulator())
        let done = try await gemini.interactions.waitUntilDone(gemini.interactions.create(background()))
        #expect(try !done.checkedText().isEmpty)
        let whole = try await gemini.interactions.get(done.id, includeInput: true)
        guard case .userInput? = whole.steps.first else {
            Issue.record("The input was asked for")
            return
        }
    }

    private func background() -> InteractionRequest {
        var request = InteractionRequest(model: "gemini-3.5-flash", input: "Read it.")
        request.background = true
        return request
    }
}

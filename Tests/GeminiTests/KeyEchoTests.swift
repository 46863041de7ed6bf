import Foundation
import Gemini
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// Services repeat the key that they were given in every place that holds a text. Nobody sees it.
struct KeyEchoTests {
    @Test(arguments: [
        #"{"error": {"code": "K", "message": "no"}}"#, #"{"error": {"status": "K", "code": 400, "message": "no"}}"#,
        #"{"error": {"code": 400, "message": "bad \u0073ecret-key"}}"#,
        #"[{"error": {"code": "x", "message": "K K"}}]"#,
        #"{"error": {"code": 400, "message": "c2VjcmV0LWtleQ=="}}"#, "plain K text", "<p>K</p>",
        #"{"error": {"code": 400, "message": "no", "details": [{"@type": "x.ErrorInfo", "reason": "K"}]}}"#,
    ])
    func noRefusalTells(body: String) async {
        let service = ScriptedTransport { _, _ in (400, [:], body.replacing("K", with: "secret-key")) }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        }
        expectNoKey(in: error)
    }

    @Test func halfAKeyAtTheEndOfALongTextIsNotToldEither() async {
        let padding = String(repeating: "x", count: 497)
        let service = ScriptedTransport { _, _ in (400, [:], padding + "secret-key") }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        }
        #expect(error?.message.contains("sec") == false)
    }

    @Test(arguments: [
        #"{"id": "K", "status": "K"}"#, #"{"status": "failed", "errors": [{"code": "K", "message": "K"}]}"#,
        #"{"status": "completed", "steps": [{"type": "model_output", "error": {"status": "K", "message": "K"}}]}"#,
        #"{"status": "completed", "model": "K", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "K"}]}]}"#,
        #"{"status": "requires_action", "steps": [{"type": "function_call", "name": "K", "id": "1", "arguments": {"K": "K"}}]}"#,
    ])
    func noInteractionTells(body: String) async throws {
        let service = ScriptedTransport(json: body.replacing("K", with: "secret-key"))
        let answer = try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        #expect(!answer.json.text().contains("secret-key"))
        do {
            _ = try answer.checkedText()
        } catch {
            expectNoKey(in: error)
        }
    }

    @Test func noStreamTells() async throws {
        let service = ScriptedTransport.pieces { _, _ in
            .events(
                #"data: {"event_type": "interaction.created", "interaction": {"id": "secret-key"}}"# + "\n\n",
                #"data: {"event_type": "error", "error": {"code": "secret-key", "message": "secret-key"}}"# + "\n\n"
            )
        }
        let request = InteractionRequest(model: "m", input: "hi", store: false)
        var events: [InteractionEvent] = []
        let error = await #expect(throws: GeminiError.self) {
            for try await event in GeminiClient.scripted(service, attempts: 1).interactions.stream(request) {
                events.append(event)
            }
        }
        expectNoKey(in: error)
        #expect(!events.isEmpty && !events.map(\.json).json.text().contains("secret-key"))
    }

    @Test func aKeyInSeveralPiecesOfAStreamIsNotInTheWhole() async throws {
        let service = ScriptedTransport.pieces { _, _ in
            .events(
                Events.created(),
                Events.start(),
                Events.text("my secr"),
                Events.text("et-key"),
                Events.completed(),
                Events.done
            )
        }
        let request = InteractionRequest(model: "m", input: "hi", store: false)
        let whole = try await GeminiClient.scripted(service).interactions.stream(request).interaction()
        #expect(whole.outputText == "my …")
    }

    @Test func noFileTells() async throws {
        let service = ScriptedTransport(
            json: #"{"name": "files/a", "state": "FAILED", "error": {"message": "secret-key", "status": "secret-key"}}"#
        )
        let gemini = GeminiClient.scripted(service)
        let file = try await gemini.files.get("files/a")
        #expect(!file.json.text().contains("secret-key"))
        let error = await #expect(throws: GeminiError.self) { try await gemini.files.waitUntilActive(file) }
        expectNoKey(in: error)
    }

    @Test func noBrokenConnectionTells() async {
        let service = ScriptedTransport.pieces { _, _ in throw TransportError(.broken, "lost secret-key") }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service, attempts: 1).files.get("files/a")
        }
        expectNoKey(in: error)
    }

    private func expectNoKey(in error: GeminiError?) {
        guard let error else { return }
        var told = ""
        dump(error, to: &told)
        #expect(!told.contains("secret-key"), "\(told)")
        #expect(!told.contains("c2VjcmV0LWtleQ"), "\(told)")
    }
}

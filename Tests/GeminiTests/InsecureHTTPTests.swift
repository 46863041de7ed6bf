import Foundation
import Gemini
import TestSupport
import Testing

struct InsecureHTTPTests {
    @Test(arguments: [
        "http://example.com", "http://10.0.0.1:8080", "HTTP://example.com", "http://127.0.0.1.example.com",
    ])
    func aKeyDoesNotGoInClearToAnotherMachine(base: String) async throws {
        let service = ScriptedTransport(json: #"{"status": "completed"}"#)
        let url = try #require(URL(string: base))
        let gemini = GeminiClient.scripted(service, baseURL: url)
        let error = await #expect(throws: GeminiError.self) { try await gemini.files.get("files/a") }
        #expect(error?.kind == .invalidRequest)
        #expect(error?.description.contains("unencrypted") == true)
        await #expect(throws: GeminiError.self) {
            _ = try await gemini.interactions.stream(model: "m", input: "hi").interaction()
        }
        #expect(service.sent.isEmpty)
    }

    @Test(arguments: [
        "http://localhost:1", "http://127.0.0.7:1", "http://[::1]:1", "http://a.localhost", "https://example.com",
    ])
    func thisMachineIsAllowed(base: String) async throws {
        let service = ScriptedTransport(json: #"{"name": "files/a"}"#)
        let url = try #require(URL(string: base))
        _ = try await GeminiClient.scripted(service, baseURL: url).files.get("files/a")
        #expect(service.sent.count == 1)
    }

    @Test func itCanBeAllowed() async throws {
        let service = ScriptedTransport(json: #"{"name": "files/a"}"#)
        let url = try #require(URL(string: "http://example.com"))
        var gemini = GeminiClient.scripted(service, baseURL: url)
        gemini.allowsInsecureHTTP = true
        _ = try await gemini.files.get("files/a")
        #expect(service.sent.count == 1)
    }
}

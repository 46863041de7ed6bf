import Foundation
import Gemini
import HTTPTypes
import StructuredJSON
import TestSupport
import Testing

/// The bodies are those of contract §2.2: what the official library was seen to send.
struct InteractionRequestTests {
    @Test func aTextIsSentAsItIs() async throws {
        try await expect(
            InteractionRequest(model: "gemini-3.8-flash", input: "hi"),
            toSend: #"{"model": "gemini-3.8-flash", "input": "hi", "store": false}"#
        )
    }

    @Test func blocksOfAllKindsGoInsideAUserInput() async throws {
        var image = ImageContent(data: Data([0x89, 0x50, 0x4E, 0x47]), mimeType: "image/png")
        image.resolution = .high
        var audio = AudioContent(
            uri: "https://generativelanguage.googleapis.com/v1beta/files/abc",
            mimeType: "audio/wav"
        )
        audio.processing = .clip(from: 1, to: 2.5)
        var video = VideoContent(
            uri: "https://generativelanguage.googleapis.com/v1beta/files/def",
            mimeType: "video/mp4"
        )
        video.processing = .clip(from: 0, to: 10, fps: 0.5)
        video.resolution = .low
        var document = DocumentContent(data: Data("%PDF-".utf8), mimeType: "application/pdf")
        document.processing = .pages(1...2)
        document.resolution = .medium
        try await expect(
            InteractionRequest(
                model: "gemini-3.8-flash",
                input: [.text("describe"), .image(image), .audio(audio), .video(video), .document(document)]
            ),
            toSend: """
                {"model": "gemini-3.8-flash", "store": false, "input": [{"type": "user_input", "content": [
                  {"type": "text", "text": "describe"},
                  {"type": "image", "data": "iVBORw==", "mime_type": "image/png", "resolution": "high"},
                  {"type": "audio", "uri": "https://generativelanguage.googleapis.com/v1beta/files/abc",
                   "mime_type": "audio/wav",
                   "processing": {"type": "static", "start_offset": "1s", "end_offset": "2.5s"}},
                  {"type": "video", "uri": "https://generativelanguage.googleapis.com/v1beta/files/def",
                   "mime_type": "video/mp4", "resolution": "low",
                   "processing": {"type": "static", "start_offset": "0s", "end_offset": "10s", "fps": 0.5}},
                  {"type": "document", "data": "JVBERi0=", "mime_type": "application/pdf", "resolution": "medium",
                   "processing": {"type": "static", "page_options": {"start_page": 1, "end_page": 2}}}
                ]}]}
                """
        )
    }

    @Test func everySettingHasItsPlace() async throws {
        var request = InteractionRequest(
            model: "gemini-3.8-flash",
            input: "hi",
            systemInstruction: "be terse",
            generationConfig: GenerationConfig(
                maxOutputTokens: 256,
                stopSequences: ["END"],
                seed: 7,
                thinkingLevel: .low,
                thinkingSummaries: .auto,
                temperature: 0.2,
                topP: 0.9
            ),
            responseFormat: .json(schema: [
                "type": "object", "properties": ["a": ["type": "string"]], "required": ["a"],
            ]),
            serviceTier: .flex,
            store: true
        )
        request.labels = ["team": "x"]
        try await expect(
            request,
            toSend: """
                {"model": "gemini-3.8-flash", "input": "hi", "system_instruction": "be terse",
                 "generation_config": {"max_output_tokens": 256, "seed": 7, "stop_sequences": ["END"], "temperature": 0.2,
                   "thinking_level": "low", "thinking_summaries": "auto", "top_p": 0.9},
                 "labels": {"team": "x"},
                 "response_format": {"type": "text", "mime_type": "application/json",
                   "schema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}},
                 "service_tier": "flex", "store": true}
                """
        )
    }

    @Test func aConversationIsReplayedStepByStep() async throws {
        let steps = """
            [{"type": "user_input", "content": [{"type": "text", "text": "q1"}]},
             {"type": "thought", "signature": "c2ln", "summary": [{"type": "text", "text": "t"}]},
             {"type": "model_output", "content": [{"type": "text", "text": "a1"}], "unheard_of": 1.50},
             {"type": "brand_new_step", "what": [null, true]},
             {"type": "user_input", "content": [{"type": "text", "text": "q2"}]}]
            """
        let replayed = try #require([Step](json: JSONValue(parsing: steps)))
        try await expect(
            InteractionRequest(model: "gemini-3.8-flash", input: .steps(replayed), store: false),
            toSend: #"{"model": "gemini-3.8-flash", "input": \#(steps), "store": false}"#
        )
    }

    @Test func whatThisVersionDoesNotKnowIsSentAllTheSame() async throws {
        var request = InteractionRequest(model: "m", input: "hi")
        request.fields["invented_tomorrow"] = ["a": 1]
        try await expect(
            request,
            toSend: #"{"model": "m", "input": "hi", "store": false, "invented_tomorrow": {"a": 1}}"#
        )
    }

    @Test func theHeadersAreThoseOfTheContract() async throws {
        let service = ScriptedTransport(json: #"{"status": "completed"}"#)
        _ = try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        let sent = try #require(service.sent.first)
        #expect(sent.request.method == .post)
        #expect(sent.request.scheme == "https")
        #expect(sent.request.authority == "generativelanguage.googleapis.com")
        #expect(sent.path == "/v1beta/interactions")
        #expect(sent["x-goog-api-key"] == "secret-key")
        #expect(sent["Content-Type"] == "application/json")
        #expect(sent["Accept"] == "application/json")
        #expect(sent["Api-Revision"] == "2026-05-20")
    }

    @Test func aPathOnTheBaseURLAndTheVersionAreKept() async throws {
        let service = ScriptedTransport(json: #"{"status": "completed"}"#)
        var gemini = GeminiClient.scripted(service, baseURL: URL(string: "http://127.0.0.1:8080/proxy/")!)
        gemini.version = "v1"
        _ = try await gemini.interactions.get("v1_a/b", includeInput: true)
        let sent = try #require(service.sent.first)
        #expect(sent.request.authority == "127.0.0.1:8080")
        #expect(sent.path == "/proxy/v1/interactions/v1_a%2Fb?include_input=true")
        #expect(sent.request.method == .get)
    }

    @Test func anIPv6HostKeepsItsBrackets() async throws {
        let service = ScriptedTransport(json: #"{"status": "completed"}"#)
        let gemini = GeminiClient.scripted(service, baseURL: URL(string: "http://[::1]:8787")!)
        _ = try await gemini.interactions.create(model: "m", input: "hi")
        #expect(service.sent.first?.request.authority == "[::1]:8787")
    }

    private func expect(_ request: InteractionRequest, toSend body: String) async throws {
        let service = ScriptedTransport(json: #"{"status": "completed"}"#)
        _ = try await GeminiClient.scripted(service).interactions.create(request)
        let sent = try #require(service.sent.first)
        #expect(try JSONValue(parsing: sent.body) == JSONValue(parsing: body))
    }
}

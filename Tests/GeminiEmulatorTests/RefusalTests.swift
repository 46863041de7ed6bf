import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Testing

@Suite struct RefusalTests {
    @Test(arguments: [("a", nil), (nil, "?key=a")] as [(String?, String?)])
    func anyKeyIsTaken(header: String?, query: String?) async throws {
        #expect(try await Desk().call(.get, "/v1beta/files" + (query ?? ""), key: header).status == 200)
    }

    @Test func aBearerTokenIsAKey() async throws {
        let answer = try await Desk().call(.get, "/v1beta/files", key: nil, headers: [("authorization", "Bearer x")])
        #expect(answer.status == 200)
    }

    @Test func noKeyIsRefused() async throws {
        let desk = Desk()
        let answer = try await desk.call(.get, "/v1beta/files", key: nil)
        #expect(answer.status == 403)
        #expect(answer.json["error"]?["status"] == "PERMISSION_DENIED")
        #expect(desk.emulator.statistics.violations == ["missing key": 1])
    }

    @Test func aWrongKeyIsRefusedInTheShapeAskedFor() async throws {
        let rpc = try await Desk { $0.keys = ["right"] }.call(.get, "/v1beta/files")
        #expect(rpc.status == 400)
        #expect(rpc.json["error"]?["details"]?[0]?["reason"] == "API_KEY_INVALID")
        let array = Desk {
            $0.keys = ["right"]
            $0.keyRefusal = .array
        }
        #expect(try await array.call(.get, "/v1beta/files").json[0]?["error"]?["code"] == 400)
        let named = Desk { $0.keyRefusal = .authentication }
        let answer = try await named.call(.get, "/v1beta/files", key: nil)
        #expect(answer.status == 401)
        #expect(answer.json["error"]?["code"] == "authentication")
    }

    @Test(
        arguments: [
            (.get, "/", 404), (.get, "/v2/files", 404), (.get, "/v1beta/nothing", 404), (.put, "/v1beta/files", 405),
            (.get, "/v1beta/interactions", 405), (.get, "/v1beta/interactions/v1_none", 404),
            (.delete, "/v1beta/interactions/v1_none", 404), (.post, "/v1beta/interactions/v1_none/cancel", 404),
            (.post, "/upload/v1beta/files?upload_id=none", 404), (.get, "/v1beta/models/gpt", 404),
            (.get, "/v1beta/models/gemini-3.5-flash", 200), (.get, "/v1beta/models", 200),
        ] as [(HTTPRequest.Method, String, Int)]
    )
    func everyPathHasItsStatus(method: HTTPRequest.Method, path: String, status: Int) async throws {
        let answer = try await Desk().call(method, path)
        #expect(answer.status == status)
        #expect(answer.json.object != nil)
    }

    @Test func anUnknownFieldIsNamedWithItsPlace() async throws {
        let answer = try await Desk().create([
            "model": "gemini-3.5-flash", "input": "hi",
            "generation_config": ["transcription_config": ["diarization": true]],
        ])
        #expect(answer.status == 400)
        #expect(answer.json["error"]?["code"] == 400)
        #expect(answer.json["error"]?["status"] == "INVALID_ARGUMENT")
        #expect(
            answer.message
                == """
                Invalid JSON payload received. Unknown name "diarization" at \
                'generation_config.transcription_config': Cannot find field.
                """
        )
    }

    /// Changes to a good request, and what each counts as.
    static let refused: [(JSONObject, String)] = [
        (["foo": 1], "unknown field"),
        (["input": [["type": "text", "text": "a", "foo": 1]]], "unknown field"),
        (["input": [["type": "image", "data": "AAAA", "mime_type": "image/png", "fps": 1]]], "unknown field"),
        (["input": [["type": "sound", "text": "a"]]], "enum value"),
        (["input": [["text": "a"]]], "missing type"),
        (["input": [["type": "text"]]], "missing text"),
        (["input": 7], "wrong type"),
        (["input": ""], "empty input"),
        (["input": []], "empty input"),
        (["input": .null], "missing input"),
        (["input": [["type": "text", "text": "a"], ["type": "user_input", "content": "b"]]], "input form"),
        (["input": [["type": "image"]]], "data and uri missing"),
        (["input": [["type": "image", "data": "AAAA", "uri": "https://x/v1/files/a"]]], "data and uri"),
        (["input": [["type": "image", "data": "AAAA"]]], "missing mime type"),
        (["input": [["type": "image", "data": "A!", "mime_type": "image/png"]]], "undecodable base64"),
        (["input": [["type": "image", "data": "AAAA", "mime_type": "audio/wav"]]], "mime type"),
        (["input": [["type": "document", "data": "AAAA", "mime_type": "application/csv"]]], "mime type"),
        (["input": [["type": "image", "uri": "https://x/v1beta/files/none"]]], "missing file"),
        (["input": [["type": "image", "uri": "https://example.com/a.png"]]], "unsupported uri"),
        (
            ["input": [["type": "image", "data": "AAAA", "mime_type": "image/png", "resolution": "huge"]]],
            "enum value"
        ),
        (
            [
                "input": [
                    [
                        "type": "video", "data": "AAAA", "mime_type": "video/mp4",
                        "processing": ["type": "static", "start_offset": "2s", "end_offset": "2s"],
                    ]
                ]
            ], "offsets"
        ),
        (["generation_config": ["thinking_level": "huge"]], "enum value"),
        (["generation_config": ["max_output_tokens": "5"]], "wrong type"),
        (["generation_config": ["max_output_tokens": 0]], "out of range"),
        (["generation_config": ["temperature": 3]], "out of range"),
        (["model": "gemini-3.8-flash", "generation_config": ["thinking_level": "minimal"]], "thinking level"),
        (["stream": "yes"], "wrong type"),
        (["tools": [["type": "sorcery"]]], "enum value"),
        (["tools": [["type": "function", "name": "f", "returns": [:]]]], "unknown field"),
        (["tools": [["type": "function"]]], "tool"),
        (["tools": [["type": "google_search", "search_types": ["all"]]]], "enum value"),
        (["labels": ["Team": "x"]], "labels"), (["labels": ["team": "a b"]], "labels"),
        (["safety_settings": [["type": "boredom"]]], "enum value"),
        (["response_modalities": ["audio"]], "unimplemented"),
        (["cached_content": "cachedContents/c"], "unimplemented"),
        (["webhook_config": ["uris": ["https://x"]]], "unimplemented"),
        (["service_tier": "gold"], "enum value"),
        (["background": true, "store": false], "background without store"),
        (["agent": "deep-research-pro-preview-12-2025"], "model and agent"),
        (["model": .null], "missing model"),
        (["model": "gemini-nope"], "model not found"),
        (["model": "gpt-5"], "model not found"),
        (["previous_interaction_id": "v1_none"], "not found"),
        (["continuation_token": "x"], "continuation token"),
        (["response_format": ["type": "text", "schema": ["type": "object"]]], "response format"),
        (["response_format": ["type": "text", "mime_type": "text/html"]], "response format"),
        (["response_format": ["type": "object", "required": "a"]], "invalid schema"),
        (["response_format": ["type": "blob"]], "response format"),
        (["response_format": ["type": "audio"]], "unimplemented"),
    ]

    @Test(arguments: refused)
    func whatTheServiceRefusesIsRefused(change: JSONObject, violation: String) async throws {
        let desk = Desk()
        var body: JSONObject = ["model": "gemini-3.5-flash", "input": "hi"]
        body.merge(change)
        let answer = try await desk.create(.object(body))
        #expect(answer.status >= 400)
        #expect(desk.emulator.statistics.violations == [violation: 1], "\(answer.message)")
        #expect(desk.emulator.statistics.generations == 0)
    }

    @Test(arguments: ["{", "[]", "\"x\"", "{\"model\":}"])
    func whatIsNoJSONObjectIsRefused(text: String) async throws {
        let answer = try await Desk().call(.post, "/v1beta/interactions", body: Array(text.utf8))
        #expect(answer.status == 400)
        #expect(answer.json["error"]?["status"] == "INVALID_ARGUMENT")
    }

    @Test func aBodyAboveTheLimitIsRefusedWithTheLimit() async throws {
        let desk = Desk { $0.largestRequest = 100 }
        let text = JSONValue.string(String(repeating: "x", count: 100))
        let answer = try await desk.create(["model": "gemini-3.5-flash", "input": text])
        #expect(answer.status == 400)
        #expect(answer.message == "Request payload size exceeds the limit: 100 bytes.")
    }

    @Test func aFileInProcessingMayNotBeUsed() async throws {
        let desk = Desk { $0.videoProcessing = .seconds(3600) }
        let file = try await desk.upload([1], type: "video/mp4")
        let block: JSONValue = ["type": "video", "uri": file["uri"] ?? .null]
        let answer = try await desk.create(["model": "gemini-3.5-flash", "input": [block]])
        #expect(answer.status == 400)
        #expect(answer.json["error"]?["status"] == "FAILED_PRECONDITION")
    }
}

import Foundation
import GeminiEmulator
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// Each kind of violation, over a socket, and as a counter that a client can read.
@Suite struct RefusalsOnTheWireTests {
    /// Sends a request to an emulator and gives its answer, and what it counted.
    func exchange(
        _ request: String,
        before: [String] = [],
        _ change: (inout EmulatorOptions) -> Void = { _ in }
    ) async throws -> (talk: Socket.Talk, violations: JSONValue) {
        try await withEmulatorServer(Desk(change).emulator) { url in
            for request in before { _ = try await Socket().talk(url, request) }
            let talk = try await Socket().talk(url, request)
            let statistics = try await Socket().talk(url, Socket.request("GET", "/emulator/stats"))
            return (talk, try JSONValue(parsing: statistics.body)["violations"] ?? .null)
        }
    }

    @Test func everyRefusedInteraction() async throws {
        try await withEmulatorServer(Desk().emulator) { url in
            for (change, violation) in RefusalTests.refused {
                _ = try await Socket().talk(url, Socket.request("POST", "/emulator/reset"))
                var body: JSONObject = ["model": "gemini-3.5-flash", "input": "hi"]
                body.merge(change)
                let text = JSONValue.object(body).text()
                let talk = try await Socket().talk(url, Socket.request("POST", "/v1/interactions", body: text))
                #expect(talk.text.wholeMatch(of: /HTTP\/1.1 [45][\s\S]*/) != nil)
                let refusal = try JSONValue(parsing: talk.body)["error"]
                #expect(refusal?["message"]?.string?.isEmpty == false)
                let statistics = try await Socket().talk(url, Socket.request("GET", "/emulator/stats"))
                #expect(try JSONValue(parsing: statistics.body)["violations"] == .object([violation: 1]))
            }
        }
    }

    static func start(_ headers: [String] = [], _ body: String = "") -> String {
        Socket.request(
            "POST",
            "/upload/v1/files",
            ["X-Goog-Upload-Protocol: resumable", "X-Goog-Upload-Command: start"] + headers,
            body: body
        )
    }

    @Test(
        arguments: [
            (Socket.request("GET", "/nothing"), 404, "unknown path"),
            (Socket.request("PATCH", "/v1/files"), 405, "wrong method"),
            ("GET /v1/files HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 403, "missing key"),
            (Socket.request("GET", "/v1/files?pageSize=x"), 400, "page size"),
            (Socket.request("GET", "/v1/files?pageToken=!"), 400, "page token"),
            (Socket.request("GET", "/v1/files/none"), 403, "missing file"),
            (Socket.request("GET", "/v1/interactions/v1_x"), 404, "not found"),
            (Socket.request("GET", "/v1/models/gpt"), 404, "model not found"),
            (Socket.request("POST", "/v1/interactions", body: "{"), 400, "malformed JSON"),
            (Socket.request("POST", "/v1/models/gemini-3.5-flash:countTokens", body: "{}"), 400, "missing contents"),
            (
                Socket.request(
                    "POST",
                    "/v1/models/gemini-3.5-flash:countTokens",
                    body: #"{"contents":[{"parts":[{}]}]}"#
                ), 400, "part"
            ),
            (Socket.request("POST", "/upload/v1/files"), 400, "upload protocol"),
            (
                Socket.request("POST", "/upload/v1/files", ["X-Goog-Upload-Protocol: resumable"]), 400, "upload command"
            ),
            (Socket.request("POST", "/upload/v1/files", ["X-Goog-Upload-Protocol: multipart"]), 400, "multipart"),
            (start(["X-Goog-Upload-Header-Content-Length: x"]), 400, "upload length"),
            (
                start(["X-Goog-Upload-Header-Content-Length: 1"], #"{"file":{"size_bytes":2}}"#), 400,
                "contradicting sizes"
            ),
            (start(["X-Goog-Upload-Header-Content-Length: 9999999999"]), 400, "file too large"),
            (start([], #"{"file":{"name":"files/-"}}"#), 400, "file name"),
            (start([], #"{"file":{"display_name":"\#(String(repeating: "x", count: 513))"}}"#), 400, "display name"),
            (Socket.request("POST", "/upload/v1/files?upload_id=none"), 404, "no such upload"),
            (Socket.request("POST", "/v1/files:register", body: "{}"), 401, "no OAuth"),
            (Socket.request("GET", "/v1/cachedContents"), 501, "unimplemented"),
        ] as [(String, Int, String)]
    )
    func everyRefusedCall(request: String, status: Int, violation: String) async throws {
        let (talk, violations) = try await exchange(request)
        #expect(talk.text.hasPrefix("HTTP/1.1 \(status) "), "\(talk.text)")
        #expect(violations == .object([violation: 1]))
    }

    @Test(arguments: [
        (["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 3"], "abc", 409, "wrong offset"),
        (["X-Goog-Upload-Command: upload", "X-Goog-Upload-Offset: 0"], "abc", 400, "chunk granularity"),
        (["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 0"], "abc", 400, "upload length"),
        (["X-Goog-Upload-Command: sing"], "", 400, "upload command"),
        (
            ["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 0", "Transfer-Encoding: chunked"],
            "", 411, "no length"
        ),
    ])
    func everyRefusedChunk(headers: [String], body: String, status: Int, violation: String) async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 9)
        let path = try #require(start.header("x-goog-upload-url")).replacing("https://gemini.test", with: "")
        try await withEmulatorServer(desk.emulator) { url in
            let end = status == 411 ? "0\r\n\r\n" : ""
            let talk = try await Socket().talk(url, Socket.request("POST", path, headers, body: body) + end)
            #expect(talk.text.hasPrefix("HTTP/1.1 \(status) "), "\(talk.text)")
        }
        #expect(desk.emulator.statistics.violations == [violation: 1])
    }

    @Test func whatTheOptionsRefuse() async throws {
        let desk = Desk {
            $0.takesEmptyFiles = false
            $0.needsThoughtSignatures = true
            $0.decodeLimit = 1
        }
        let file = try await desk.upload([1])["name"]?.string ?? ""
        let start = try await desk.startUpload(size: 0)
        let path = try #require(start.header("x-goog-upload-url")).replacing("https://gemini.test", with: "")
        let token = try await desk.create(["model": "gemini-3.5-flash", "input": "hi"]).json["continuation_token"]
        let next: JSONValue = ["model": "gemini-3.5-flash", "input": "x", "continuation_token": token ?? .null]
        let forgetful: JSONValue = [
            "model": "gemini-3.5-flash",
            "input": [["type": "model_output", "content": "a"], ["type": "user_input", "content": "b"]],
        ]
        try await withEmulatorServer(desk.emulator) { url in
            for request in [
                Socket.request("GET", "/v1/\(file):download?alt=media"),
                Socket.request("POST", path, ["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 0"]),
                Socket.request("POST", "/v1/interactions", body: next.text()),
                Socket.request("POST", "/v1/interactions", body: forgetful.text()),
            ] {
                let talk = try await Socket().talk(url, request)
                #expect(talk.text.hasPrefix("HTTP/1.1 400 "))
            }
        }
        #expect(
            desk.emulator.statistics.violations == [
                "no download": 1, "empty file": 1, "continuation": 1, "missing thought": 1,
            ]
        )
    }

    @Test func whatIsBehindARecorderOrARecording() async throws {
        let folder = TemporaryFolder()
        let gone = ScriptedTransport { _, _ in throw TransportError(.unreachable, "Nobody there") }
        let base = try #require(URL(string: "https://upstream.test"))
        for (emulator, status, violation) in [
            (try Emulator(recordingTo: folder.url, upstream: gone, base: base), 502, "upstream"),
            (try Emulator(replaying: folder.url), 501, "not recorded"),
        ] {
            let talk = try await withEmulatorServer(emulator) {
                try await Socket().talk($0, Socket.request("GET", "/v1/files"))
            }
            #expect(talk.text.hasPrefix("HTTP/1.1 \(status) "))
            #expect(emulator.statistics.violations == [violation: 1])
        }
    }

    @Test func anUploadThatIsOver() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 1, file: ["name": "files/taken"])
        _ = try await desk.chunk(start, "upload, finalize", offset: 0, [1])
        let path = try #require(start.header("x-goog-upload-url")).replacing("https://gemini.test", with: "")
        try await withEmulatorServer(desk.emulator) { url in
            let headers = ["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 0"]
            let talk = try await Socket().talk(url, Socket.request("POST", path, headers, body: "a"))
            #expect(talk.text.hasPrefix("HTTP/1.1 400 "))
            let again = try await Socket().talk(url, Self.start([], #"{"file":{"name":"files/taken"}}"#))
            #expect(again.text.hasPrefix("HTTP/1.1 409 "))
        }
        #expect(desk.emulator.statistics.violations == ["upload is over": 1, "name is taken": 1])
    }

    @Test func keysAndSizesAsTheOptionsSay() async throws {
        let wrong = try await exchange(Socket.request("GET", "/v1/files")) { $0.keys = ["other"] }
        #expect(wrong.violations == ["wrong key": 1])
        let query = try await exchange(Socket.request("GET", "/v1/files?key=k")) { $0.allowsKeyInQuery = false }
        #expect(query.violations == ["key in query": 1])
        let body = #"{"model":"gemini-3.5-flash","input":"hi"}"#
        let large = try await exchange(Socket.request("POST", "/v1/interactions", body: body)) { $0.largestRequest = 9 }
        #expect(large.violations == ["too large": 1])
        let blocked = try await exchange(Socket.request("POST", "/v1/interactions", body: body)) { options in
            options.faults = (try? FaultPlan(["faults": [["do": ["generate": "blocked"]]]])) ?? .none
        }
        #expect(blocked.violations == ["blocked": 1])
    }

    @Test func filesThatCannotBeUsed() async throws {
        let desk = Desk { $0.videoProcessing = .seconds(3600) }
        let film = try await desk.upload([1], type: "video/mp4")["name"]?.string ?? ""
        let text = try await desk.upload(Array("hello".utf8))["name"]?.string ?? ""
        try await withEmulatorServer(desk.emulator) { url in
            for (kind, name) in [("video", film), ("image", text)] {
                let block: JSONValue = ["type": .string(kind), "uri": .string("\(url)/v1/\(name)")]
                let body: JSONValue = ["model": "gemini-3.5-flash", "input": block]
                let talk = try await Socket().talk(url, Socket.request("POST", "/v1/interactions", body: body.text()))
                #expect(talk.text.hasPrefix("HTTP/1.1 400 "))
            }
        }
        #expect(desk.emulator.statistics.violations == ["inactive file": 1, "contradicting bytes": 1])
    }

    @Test func whatIsInTheBackground() async throws {
        let desk = Desk { $0.modelLatency = .seconds(3600) }
        let body: JSONValue = ["model": "gemini-3.5-flash", "input": "hi", "background": true]
        let id = try await desk.create(body).json["id"]?.string ?? ""
        try await withEmulatorServer(desk.emulator) { url in
            let next: JSONValue = ["model": "gemini-3.5-flash", "input": "x", "previous_interaction_id": .string(id)]
            _ = try await Socket().talk(url, Socket.request("POST", "/v1/interactions", body: next.text()))
            for _ in 0..<2 {
                _ = try await Socket().talk(url, Socket.request("POST", "/v1/interactions/\(id)/cancel"))
            }
        }
        #expect(desk.emulator.statistics.violations == ["previous is running": 1, "nothing to cancel": 1])
    }

    @Test func aChunkWhileAnotherArrives() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 10)
        let path = try #require(start.header("x-goog-upload-url")).replacing("https://gemini.test", with: "")
        let headers = ["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 0", "Content-Length: 10"]
        let first = try await withEmulatorServer(desk.emulator) { url in
            // Half of what was announced: the server waits for the rest, and the client for an answer.
            let first = Task { try await Socket().talk(url, Socket.request("POST", path, headers) + "01234") }
            var received: String?
            while received != "5" {
                // The server's own threads must have their turn.
                await Task.yield()
                received = try await desk.chunk(start, "query").header("x-goog-upload-size-received")
            }
            let offset = ["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 5"]
            let second = try await Socket().talk(url, Socket.request("POST", path, offset, body: "56789"))
            #expect(second.text.hasPrefix("HTTP/1.1 409 "))
            return first
        }
        _ = try await first.value
        #expect(desk.emulator.statistics.violations == ["concurrent chunks": 1])
    }
}

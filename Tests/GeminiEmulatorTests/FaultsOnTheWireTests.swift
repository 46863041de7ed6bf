import Foundation
import GeminiEmulator
import StructuredJSON
import Testing

/// What each fault looks like to a client with a bare socket.
@Suite struct FaultsOnTheWireTests {
    let ask = #"{"model":"gemini-3.5-flash","input":"Tell me about tides."}"#
    let stream = #"{"model":"gemini-3.5-flash","input":"Tell me about tides.","stream":true}"#

    func talk(_ action: JSONValue, _ request: String, _ change: (inout EmulatorOptions) -> Void = { _ in }) async throws
        -> (talk: Socket.Talk, desk: Desk)
    {
        let plan = try FaultPlan(["faults": [["name": "f", "do": action]]])
        let desk = Desk {
            $0.faults = plan
            change(&$0)
        }
        let talk = try await withEmulatorServer(desk.emulator) { try await Socket().talk($0, request) }
        #expect(desk.emulator.statistics.faults["f"] != nil)
        return (talk, desk)
    }

    func ask(_ action: JSONValue, _ body: String? = nil) async throws -> Socket.Talk {
        try await talk(action, Socket.request("POST", "/v1/interactions", body: body ?? ask)).talk
    }

    @Test(
        arguments: [
            (["status": 503], "HTTP/1.1 503", #"{"error":{"code":"service_unavailable","message":"#),
            (["status": 503, "shape": "rpc"], "HTTP/1.1 503", #"{"error":{"code":503,"#),
            (["status": 400, "shape": "array"], "HTTP/1.1 400", #"[{"error":{"code":400,"#),
            (["status": 502, "shape": "html"], "content-type: text/html", "<title>Error 502</title>"),
            (["status": 413, "shape": "text", "message": "too much"], "content-type: text/plain", "too much"),
            (["status": 200, "shape": "empty"], "HTTP/1.1 200", "content-length: 0"),
            (["status": 400, "code": "prohibited_content"], "HTTP/1.1 400", #""code":"prohibited_content""#),
            (["quota": "minute"], "HTTP/1.1 429", #""quotaId":"GenerateRequestsPerMinutePerProjectPerModel""#),
            (["quota": "day"], "HTTP/1.1 429", #""quotaId":"GenerateRequestsPerDayPerProjectPerModel""#),
            (["quota": "day", "shape": "named"], "HTTP/1.1 429", #""code":"quota_exceeded""#),
            (["status": 429, "retry_after": 7], "retry-after: 7", "rate_limit_exceeded"),
            (["status": 429, "retry_after": 864_000_000], "retry-after: 864000000", "error"),
            (["status": 429, "retry_after": 1.5, "retry_as": "milliseconds"], "retry-after-ms: 1500", "error"),
            (["status": 429, "retry_after": 26, "retry_as": "info"], "429", #""retryDelay":"26s""#),
            (["headers": ["x-more": "1"]], "x-more: 1", "completed"),
        ] as [(JSONValue, String, String)]
    )
    func anAnswerInPlaceOfTheRealOne(action: JSONValue, head: String, body: String) async throws {
        let talk = try await ask(action)
        #expect(talk.text.contains(head))
        #expect(talk.text.contains(body))
    }

    @Test func aDateToRetryAt() async throws {
        let talk = try await ask(["status": 503, "retry_after": 60, "retry_as": "date"])
        let date = try #require(talk.text.firstMatch(of: /retry-after: (\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)/))
        #expect(date.output.1.count == 29)
    }

    @Test func aHeaderThatIsMissing() async throws {
        let start = Socket.request(
            "POST",
            "/upload/v1/files",
            ["X-Goog-Upload-Protocol: resumable", "X-Goog-Upload-Command: start"]
        )
        let talk = try await talk(["drop_headers": ["X-Goog-Upload-URL"]], start).talk
        #expect(talk.text.hasPrefix("HTTP/1.1 200"))
        #expect(!talk.text.contains("x-goog-upload-url"))
        #expect(talk.text.contains("x-goog-upload-status: active"))
    }

    @Test(arguments: ["before", "request", "lost"])
    func aConnectionResetWithoutAWord(reset: String) async throws {
        let (talk, desk) = try await talk(
            ["reset": .string(reset), "at": 3],
            Socket.request("POST", "/v1/interactions", body: ask)
        )
        #expect(talk.wasReset)
        #expect(talk.text.isEmpty)
        // Only the lost answer was made, and paid for.
        #expect(desk.emulator.statistics.generations == (reset == "lost" ? 1 : 0))
    }

    @Test func aConnectionResetInTheMiddleOfTheAnswer() async throws {
        let talk = try await ask(["reset": "response", "at": 10])
        #expect(talk.wasReset)
        #expect(talk.body.utf8.count == 10)
        let length = talk.text.firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.output.1) }
        #expect(try #require(length) > 10)
    }

    @Test func aConnectionResetBehindTheAnswer() async throws {
        let talk = try await ask(["reset": "after"])
        #expect(talk.wasReset)
        #expect(try JSONValue(parsing: talk.body)["status"] == "completed")
    }

    @Test func anUploadResetHalfwayKeepsItsFirstBytes() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 10)
        let plan = try FaultPlan(["faults": [["on": ["call": 1], "do": ["reset": "request", "at": 4]]]])
        desk.emulator.setFaults(plan)
        let path = try #require(start.header("x-goog-upload-url")).replacing("https://gemini.test", with: "")
        try await withEmulatorServer(desk.emulator) { url in
            let headers = ["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 0"]
            let talk = try await Socket().talk(url, Socket.request("POST", path, headers, body: "0123456789"))
            #expect(talk.wasReset)
        }
        #expect(try await desk.chunk(start, "query").header("x-goog-upload-size-received") == "4")
    }

    @Test func bytesStoredAndTheAnswerLost() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 10)
        desk.emulator.setFaults(try FaultPlan(["faults": [["on": ["call": 1], "do": ["reset": "lost"]]]]))
        let path = try #require(start.header("x-goog-upload-url")).replacing("https://gemini.test", with: "")
        try await withEmulatorServer(desk.emulator) { url in
            let headers = ["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 0"]
            let talk = try await Socket().talk(url, Socket.request("POST", path, headers, body: "0123456789"))
            #expect(talk.wasReset && talk.text.isEmpty)
        }
        #expect(try await desk.chunk(start, "query").json["file"]?["sizeBytes"] == "10")
    }

    @Test func truncatedJSONIsWholeHTTP() async throws {
        let talk = try await ask(["truncate": 20])
        #expect(!talk.wasReset)
        #expect(talk.text.contains("content-length: 20\r\n"))
        #expect(talk.body.utf8.count == 20)
        #expect(throws: JSONError.self) { try JSONValue(parsing: talk.body) }
    }

    @Test func aTruncatedStreamIsWholeHTTP() async throws {
        let talk = try await ask(["truncate": 300], stream)
        #expect(talk.text.hasSuffix("0\r\n\r\n"))
        #expect(!talk.text.contains("interaction.completed"))
    }

    @Test func aStreamThatStopsInTheMiddle() async throws {
        let talk = try await ask(["stream": ["end_after": 4]], stream)
        #expect(talk.text.ranges(of: "event: ").count == 4)
    }

    @Test func bytesInPieces() async throws {
        let talk = try await ask(["split": 7])
        // Each chunk says that it holds seven bytes.
        #expect(talk.text.ranges(of: "\r\n7\r\n").count > 20)
        #expect(try await ask(["split": 1], stream).text.ranges(of: "\r\n1\r\n").count > 500)
    }

    @Test(arguments: [["delay": 0.2], ["stall": 0.2], ["stall": 0.2, "at": 5]] as [JSONValue])
    func silence(action: JSONValue) async throws {
        let started = ContinuousClock.now
        #expect(try await ask(action).body.contains("completed"))
        #expect(ContinuousClock.now - started >= .milliseconds(200))
    }

    @Test(
        arguments: [
            (["comments": true], ": a comment\nevent: ", true), (["newline": "crlf"], "\r\ndata: {", true),
            (["newline": "cr"], "created\rdata: {", true), (["event_names": false], "event: ", false),
            (["event_ids": false], "event_id", false),
            (["content_in_start": true], #""step":{"type":"model_output","content":[{"text":"#, true),
            (["content_in_start": true], #""type":"thought_signature""#, false),
            (["delta_types": false], #""delta":{"text":"This"#, true),
            (["unknown_events": true], "event: interaction.pondering", true), (["done": false], "[DONE]", false),
            (["error": "gateway_timeout"], #""error":{"code":"gateway_timeout""#, true),
        ] as [(JSONValue, String, Bool)]
    )
    func streamsOfAnotherForm(form: JSONValue, text: String, isThere: Bool) async throws {
        let talk = try await ask(["stream": form], stream)
        #expect(talk.text.contains(text) == isThere, "\(talk.text.prefix(2000))")
    }

    @Test(
        arguments: [
            (["generate": "empty"], #""status":"completed""#, #"model_output"#),
            (["generate": "incomplete"], #""status":"incomplete""#, "tides"),
            (["generate": "failed"], #""errors":[{"code":"api_error""#, "model_output"),
            (["generate": "blocked"], #"{"error":{"code":"safety""#, "interaction"),
            (
                ["generate": "blocked", "code": "spii", "blocked_as": "interaction"], #""errors":[{"code":"spii""#,
                "tides"
            ),
        ] as [(JSONValue, String, String)]
    )
    func generationsThatEndBadly(action: JSONValue, there: String, notThere: String) async throws {
        let body = try await ask(action).body
        #expect(body.contains(there), "\(body)")
        #expect(!body.contains(notThere), "\(body)")
    }

    @Test func aBlockAsAnEvent() async throws {
        let talk = try await ask(["generate": "blocked", "blocked_as": "event", "code": "recitation"], stream)
        #expect(talk.text.contains("event: error\ndata: {\"error\":{\"code\":\"recitation\""))
        #expect(!talk.text.contains("interaction.completed"))
    }

    @Test(arguments: ["object", "array"])
    func jsonThatBreaksItsSchema(type: String) async throws {
        let schema: JSONValue = ["type": .string(type), "properties": ["a": ["type": "string"]], "required": ["a"]]
        let request: JSONValue = ["model": "gemini-3.5-flash", "input": "x", "response_format": schema]
        let json = try JSONValue(parsing: try await ask(["generate": "breaks_schema"], request.text()).body)
        let text = try #require(json["steps"]?.array?.last?["content"]?[0]?["text"]?.string)
        #expect(try !JSONSchema(schema).violations(of: JSONValue(parsing: text)).isEmpty)
    }

    @Test(
        arguments: [
            (["processing": 3600], "PROCESSING"), (["state": "FAILED"], "FAILED"),
            (["state": "FAILED", "processing": 3600], "PROCESSING"), (["hash": "corrupt"], "ACTIVE"),
            (["expires_in": 0], "ACTIVE"),
        ] as [(JSONValue, String)]
    )
    func filesThatAreOfNoUse(file: JSONValue, state: String) async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 5)
        desk.emulator.setFaults(try FaultPlan(["faults": [["on": ["call": 1], "do": ["file": file]]]]))
        let path = try #require(start.header("x-goog-upload-url")).replacing("https://gemini.test", with: "")
        try await withEmulatorServer(desk.emulator) { url in
            let headers = ["X-Goog-Upload-Command: upload, finalize", "X-Goog-Upload-Offset: 0"]
            let upload = try await Socket().talk(url, Socket.request("POST", path, headers, body: "hello"))
            let made = try #require(try JSONValue(parsing: upload.body)["file"])
            #expect(made["state"]?.string == state)
            #expect((made["error"] != nil) == (state == "FAILED"))
            let digest = "MmNmMjRkYmE1ZmIwYTMwZTI2ZTgzYjJhYzViOWUyOWUxYjE2MWU1YzFmYTc0MjVlNzMwNDMzNjI5MzhiOTgyNA=="
            #expect((made["sha256Hash"]?.string == digest) == (file["hash"] == nil))
            let name = made["name"]?.string ?? ""
            let look = try await Socket().talk(url, Socket.request("GET", "/v1/\(name)"))
            #expect(look.text.hasPrefix("HTTP/1.1 403") == (file["expires_in"] != nil))
        }
    }
}

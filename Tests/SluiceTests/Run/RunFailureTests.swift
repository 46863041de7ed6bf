import Foundation
import Gemini
import HTTPTypes
import Sluice
import SluiceHTTP
import Synchronization
import TestSupport
import Testing

/// What the service does to a run, over a scripted transport.
struct RunFailureTests {
    let desk = Desk()

    @Test func whatIsTooLargeIsRefusedBeforeItIsRead() async throws {
        let film = Data([0, 0, 0, 24]) + Data("ftypisom".utf8) + Data([0, 0, 2, 0]) + Data("isommp42".utf8)
        let file = try desk.folder.write(film, to: "in/film.mp4")
        let handle = try FileHandle(forWritingTo: file)
        // More than could be read while anybody waits; on disk it is a hole.
        try handle.truncate(atOffset: 1 << 42)
        try handle.close()
        let summary = try await desk.run()
        #expect(summary.failures.map(\.error.kind) == ["too_large"])
        #expect(desk.generations == 0)
    }

    @Test func aTextThatCannotBeReadHasNothingUploadedFirst() async throws {
        try desk.write(.png(1), to: "in/a.png")
        // In no encoding are there words of one alphabet in it.
        let text =
            Data("aa".utf8)
            + Data([
                0x81, 0x61, 0x20, 0x9D, 0x61, 0x61, 0x20, 0xD8, 0x62, 0x62, 0x20, 0xDA, 0x42, 0x42, 0xFF, 0x51, 0xA0,
            ])
        try desk.folder.write(text, to: "in/a.txt")
        let summary = try await desk.run(Desk.describing(extra: "select: {group_by: stem}"))
        #expect(summary.failures.map(\.error.kind) == ["unsupported_type"])
        #expect(desk.uploads == 0)
        try desk.folder.write("Greetings", to: "in/a.txt")
        #expect(try await desk.run(Desk.describing(extra: "select: {group_by: stem}")).completed == 1)
        #expect(desk.uploads == 1)
    }

    @Test func aRefusedKeyEndsTheRunAndFailsNothing() async throws {
        try photos(20)
        let service = ScriptedTransport { _, _ in
            (400, [:], #"[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key."}}]"#)
        }
        let summary = try await desk.run(using: client(service))
        guard case .authentication = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect(summary.failures.isEmpty)
        #expect(service.sent.count < 20)
        #expect(try desk.records().isEmpty)
    }

    @Test(arguments: ["model_not_found", "permission_denied"])
    func whatTheServiceRefusesForEveryItemEndsTheRun(code: String) async throws {
        try photos(20)
        let body = #"{"error":{"code":"\#(code)","message":"no"}}"#
        let service = ScriptedTransport { _, _ in (code == "permission_denied" ? 403 : 404, [:], body) }
        let summary = try await desk.run(Desk.describing(extra: "media: {inline: always}"), using: client(service))
        guard case .refused(let error) = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect(error.code == code)
        #expect(error.hint != nil)
        #expect(service.sent.count < 20)
        #expect(summary.failures.isEmpty)
    }

    @Test func aServiceThatIsNeverReachedEndsTheRun() async throws {
        try photos(20)
        let service = ScriptedTransport { _, _ in throw TransportError(.unreachable, "Connection refused") }
        let summary = try await desk.run(using: client(service))
        guard case .unreachable(let error) = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect(error.message.contains("refused"))
        #expect(try desk.records().isEmpty)
    }

    @Test func theFirstFailureDoesNotHideWhatEveryItemShares() async throws {
        try photos(5)
        let refusal = #"{"error":{"code":401,"status":"UNAUTHENTICATED","message":"API key not valid."}}"#
        let service = ScriptedTransport { _, _ in (401, [:], refusal) }
        var options = RunOptions()
        options.failFast = true
        let recipe = Desk.describing(extra: "media: {inline: always}")
        let summary = try await desk.run(recipe, options: options, using: client(service))
        guard case .authentication = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
    }

    @Test func whatWasNotReadWhenTheRunWasStoppedIsNotLeftOut() async throws {
        for number in 0..<40 { try desk.write(.png(UInt8(number)), to: "in/\(number).txt") }
        let control = RunControl()
        let recipe = Desk.describing(extra: "select: {modalities: [image]}")
        let summary = try await desk.run(recipe, control: control) { event in
            if case .started = event { control.stop() }
        }
        #expect(summary.skipped.isEmpty)
        #expect(try await desk.run(recipe).total == 40)
    }

    @Test func whatTheServiceCancelledIsAFailureAndNoStop() async throws {
        try photos(3)
        let service = ScriptedTransport { _, number in
            (200, [:], number == 1 ? #"{"id": "v1_a", "status": "cancelled"}"# : answer("done"))
        }
        let summary = try await inlined(service, atOnce: 1)
        #expect(summary.completed == 2)
        #expect(summary.failures.map(\.error.kind) == ["cancelled"])
        #expect(try desk.records().count == 3)
        #expect(try await RunStatus(of: desk.folder / "out").failed == 1)
    }

    @Test func answersThatDoNotSayWhatTheyTookCountWithTheMost() async throws {
        try photos(5)
        let service = ScriptedTransport { _, _ in (200, [:], answer("done")) }
        var options = RunOptions()
        options.concurrency = 1
        options.mostTokens = 5000
        let recipe = Desk.describing(extra: "media: {inline: always}\ngeneration: {max_output_tokens: 1000}")
        let summary = try await desk.run(recipe, options: options, using: client(service))
        guard case .budget = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect((1...3).contains(service.sent.count))
        #expect(summary.cost == nil)
    }

    @Test(arguments: [(TransportError.Kind.broken, true), (.unreachable, false)])
    func anAnswerThatNobodyHeardCountsWithTheMost(kind: TransportError.Kind, counts: Bool) async throws {
        try photos(5)
        let service = ScriptedTransport.pieces { _, number in
            // A line that breaks in the middle of every first answer.
            guard number.isMultiple(of: 2) else { return .init(pieces: [Array(answer("done").utf8)]) }
            if kind == .unreachable { throw TransportError(kind, "nobody there") }
            return .init(pieces: [Array("{".utf8)], failure: TransportError(kind, "cut"))
        }
        var options = RunOptions()
        options.concurrency = 1
        options.mostTokens = 16_000
        let recipe = Desk.describing(extra: "media: {inline: always}\ngeneration: {max_output_tokens: 1000}")
        let summary = try await desk.run(recipe, options: options, using: client(service))
        #expect(summary.completed > 0)
        #expect((summary.stop?.name == "budget_exceeded") == counts, "\(service.sent.count) \(summary)")
    }

    @Test func aFileThatIsLostWhileItIsProcessedIsSentAgain() async throws {
        try photos(1)
        let sent = Mutex(0)
        let service = ScriptedTransport { request, _ in
            switch request["X-Goog-Upload-Command"] {
            case "start": return (200, ["X-Goog-Upload-URL": "https://generativelanguage.googleapis.com/u"], "")
            case .some:
                let number = sent.withLock { sent in
                    sent += 1
                    return sent
                }
                let state = number == 1 ? "PROCESSING" : "ACTIVE"
                let file =
                    #"{"file": {"name": "files/\#(number)", "uri": "https://x/files/\#(number)", "state": "\#(state)"}}"#
                return (200, ["X-Goog-Upload-Status": "final"], file)
            default: break
            }
            if request.request.method == .get { return (404, [:], #"{"error": {"code": 404, "message": "gone"}}"#) }
            return (200, [:], request.request.method == .delete ? "{}" : answer("done"))
        }
        let summary = try await desk.run(using: client(service))
        #expect(summary.completed == 1)
        #expect(sent.withLock(\.self) == 2)
    }

    @Test func anAnswerThatIsAnErrorIsAnAnswer() async throws {
        try photos(6)
        let service = ScriptedTransport { _, number in
            if number == 0 { return (400, [:], #"{"error":{"code":"invalid_request","message":"No."}}"#) }
            throw TransportError(.broken, "Connection reset")
        }
        let summary = try await inlined(service, atOnce: 1)
        guard case .unreachable = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect(summary.failures.count == 5)
    }

    @Test func aServiceThatGoesAwayEndsTheRun() async throws {
        try photos(40)
        let service = ScriptedTransport { _, number in
            guard number < 10 else { throw TransportError(.unreachable, "Connection refused") }
            return (200, [:], answer("done"))
        }
        let summary = try await inlined(service, atOnce: 2)
        guard case .unreachable = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect(summary.completed == 10)
        #expect(summary.failures.count < 5)
        #expect(try desk.records().count == 10 + summary.failures.count)
    }

    @Test func oneFileThatBreaksEveryConnectionIsOneFailure() async throws {
        try photos(30)
        let service = ScriptedTransport { _, number in
            if [4, 5].contains(number % 6) { throw TransportError(.broken, "Connection reset") }
            return (200, [:], answer("done"))
        }
        let summary = try await inlined(service, atOnce: 1)
        #expect(summary.stop == nil)
        #expect(summary.completed + summary.failures.count == 30)
        #expect(!summary.failures.isEmpty)
    }

    @Test func theDaysQuotaEndsTheRunAndKeepsWhatIsDone() async throws {
        try photos(20)
        let quota = #"{"error":{"code":"quota_exceeded","message":"per day"}}"#
        let service = ScriptedTransport { sent, number in
            number < 6 ? (200, [:], answer("done")) : (429, [:], quota)
        }
        let summary = try await desk.run(Desk.describing(extra: "media: {inline: always}"), using: client(service))
        guard case .quota = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        #expect(summary.completed == 6)
        #expect(summary.failures.isEmpty)
        #expect(try desk.records().count == 6)
    }

    @Test(
        arguments: [
            (#"{"status": "failed", "errors": [{"code": "safety", "message": "Blocked."}]}"#, "blocked"),
            (
                #"{"status": "incomplete", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "half"}]}]}"#,
                "truncated"
            ),
            (#"{"status": "incomplete"}"#, "incomplete"),
            (#"{"status": "completed", "steps": []}"#, "empty_output"),
            (answer("not json"), "invalid_output"),
            (answer(#"{\"title\": 5}"#), "invalid_output"),
            (answer(#"{\"title\": \"cut"#), "truncated"),
        ] as [(String, String)]
    )
    func anAnswerThatIsNoGoodIsAFailureWithItsCause(body: String, kind: String) async throws {
        try photos(1)
        let summary = try await desk.run(
            Desk.describing(schema: "title", extra: "media: {inline: always}"),
            using: client(ScriptedTransport(json: body))
        )
        #expect(summary.failures.map(\.error.kind.rawValue) == [kind])
        let record = try desk.record("0.png.json")
        #expect(record["status"] == "failed")
        #expect(record["output"] == .null)
        #expect(record["turns"]?.array?.count == 1)
        let schema = try JSONSchema(Record.schema)
        #expect(schema.violations(of: record).isEmpty)
    }

    @Test func aFailureIsNotServedAsAResultTheNextTime() async throws {
        try photos(1)
        let recipe = Desk.describing(extra: "media: {inline: always}")
        let bad = ScriptedTransport(json: #"{"status": "completed", "steps": []}"#)
        #expect(try await desk.run(recipe, using: client(bad)).failures.count == 1)
        let good = ScriptedTransport(json: answer("a cat"))
        #expect(try await desk.run(recipe, using: client(good)).completed == 1)
        #expect(try desk.record("0.png.json")["output"]?["text"] == "a cat")
    }

    @Test func jsonInAFenceIsReadAllTheSame() async throws {
        try photos(1)
        let service = ScriptedTransport(json: answer(#"```json\n{\"title\": \"A cat\"}\n```"#))
        _ = try await desk.run(
            Desk.describing(schema: "title", extra: "media: {inline: always}"),
            using: client(service)
        )
        #expect(try desk.record("0.png.json")["output"]?["data"] == ["title": "A cat"])
    }

    @Test func failFastStopsAtTheFirstFailure() async throws {
        try photos(30)
        var options = RunOptions()
        options.failFast = true
        options.concurrency = 1
        let service = ScriptedTransport(json: #"{"status": "completed", "steps": []}"#)
        let recipe = Desk.describing(extra: "media: {inline: always}")
        let summary = try await desk.run(recipe, options: options, using: client(service))
        #expect(summary.stop == .failure)
        #expect(summary.failures.count < 30)
        #expect(!summary.failures.isEmpty)
    }

    @Test func theRequestHoldsWhatTheRecipeSays() async throws {
        try photos(1)
        let service = ScriptedTransport(json: answer("{}"))
        let recipe = """
            sluice: 1
            name: full
            model: gemini-3.8-flash
            system: Be brief about {{file.name}}.
            generation: {thinking_level: low, max_output_tokens: 99}
            media: {resolution: low, inline: always}
            service_tier: flex
            turns:
              - input: [{text: "before"}, {media: files}, {text: "after"}]
                response: {schema: "title?"}
            """
        _ = try await desk.run(recipe, using: client(service))
        let sent = try #require(service.sent.first)
        let body = try JSONValue(parsing: sent.body)
        #expect(body["model"] == "gemini-3.8-flash")
        #expect(body["system_instruction"] == "Be brief about 0.png.")
        #expect(body["generation_config"] == ["thinking_level": "low", "max_output_tokens": 99])
        #expect(body["service_tier"] == "flex")
        #expect(body["store"] == false)
        #expect(body["response_format"]?["mime_type"] == "application/json")
        let content = try #require(body["input"]?[0]?["content"]?.array)
        #expect(content.map { $0["type"] } == ["text", "image", "text"])
        #expect(content[1]["resolution"] == "low")
        #expect(content[1]["mime_type"] == "image/png")
        #expect(content[1]["data"]?.string?.isEmpty == false)
        #expect(content[1]["uri"] == nil)
    }

    @Test func theKeyIsInNoRecord() async throws {
        try photos(1)
        let service = ScriptedTransport { _, _ in
            (400, [:], #"{"error":{"code":"invalid_request","message":"the key very-secret is odd"}}"#)
        }
        let gemini = GeminiClient(key: "very-secret", transport: service, retry: .never)
        _ = try await desk.run(using: gemini)
        let text = try String(contentsOf: desk.folder / "out/0.png.json", encoding: .utf8)
        #expect(!text.contains("very-secret"))
        #expect(text.contains("invalid_request") || text.contains("upload_failed"))
    }

    private func photos(_ count: Int) throws {
        for number in 0..<count { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
    }

    private func inlined(_ service: ScriptedTransport, atOnce concurrency: Int) async throws -> RunSummary {
        var options = RunOptions()
        options.concurrency = concurrency
        let recipe = Desk.describing(extra: "media: {inline: always}")
        return try await desk.run(recipe, options: options, using: client(service))
    }

    private func client(_ service: ScriptedTransport) -> GeminiClient {
        GeminiClient(key: "k", transport: service, retry: RetryPolicy(attempts: 2, sleep: { _ in }))
    }
}

private func answer(_ text: String) -> String {
    #"{"id": "v1_a", "status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "\#(text)"}]}]}"#
}

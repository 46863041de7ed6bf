import Foundation
import Gemini
import Logging
import SluiceHTTP
import StructuredJSON
import Synchronization
import TestSupport
import Testing

/// What an observer is told of.
struct ObserverTests {
    private let log = EventLog()

    @Test func aGenerationStartsAndIsAnswered() async throws {
        let gemini = client(ScriptedTransport(json: Self.answer))
        _ = try await gemini.interactions.create(model: "m", input: "hi")
        #expect(log.lines == ["started generation m 1", "answered 200 m-2 7 v1_a"])
        #expect(log.isPaired)
    }

    @Test func aRetryIsTheNextAttempt() async throws {
        let gemini = client(
            ScriptedTransport { _, number in number == 0 ? (503, [:], "{}") : (200, [:], Self.answer) }
        )
        _ = try await gemini.interactions.create(model: "m", input: "hi")
        #expect(
            log.lines == [
                "started generation m 1", "failed server", "retrying 1", "started generation m 2",
                "answered 200 m-2 7 v1_a",
            ]
        )
        #expect(log.isPaired)
    }

    @Test func aStreamEndsWithItsLastEvent() async throws {
        let usage: JSONObject = ["usage": ["total_tokens": 7], "model": "m-2"]
        let gemini = client(
            ScriptedTransport.pieces { _, _ in
                .events(Events.created(), Events.start(), Events.text("a"), Events.completed("completed", usage))
            }
        )
        _ = try await gemini.interactions.stream(model: "m", input: "hi").interaction()
        for try await _ in gemini.interactions.stream(model: "m", input: "hi").text { break }
        #expect(
            log.lines == [
                "started generation m 1", "answered 200 m-2 7 v1_a", "started generation m 1", "cancelled",
            ]
        )
        #expect(log.isPaired)
    }

    @Test func aCancelledCallIsNoFailure() async throws {
        let gemini = client(ScriptedTransport { _, _ in throw CancellationError() })
        await #expect(throws: CancellationError.self) { try await gemini.interactions.create(model: "m", input: "hi") }
        #expect(log.lines == ["started generation m 1", "cancelled"])
        #expect(log.isPaired)
    }

    @Test func theLogHasModelAttemptTokensAndItem() async throws {
        let lines = MetadataLog()
        var gemini = client(ScriptedTransport(json: Self.answer))
        gemini.logger = Logger(label: "test") { _ in lines }
        gemini.logger[metadataKey: "item"] = "cat.jpg"
        _ = try await gemini.interactions.create(model: "m", input: "hi")
        let line = try #require(lines.kept.first)
        #expect(
            line.filter { $0.key != "seconds" } == [
                "item": "cat.jpg", "model": "m-2", "attempt": "1", "status": "200", "interaction": "v1_a",
                "input_tokens": "5", "output_tokens": "2",
            ]
        )
    }

    @Test func bytesInMemoryAreUploaded() async throws {
        let service = ScriptedTransport { sent, _ in
            sent.path.hasPrefix("/upload/v1beta/files")
                && sent["X-Goog-Upload-Command"] == "start"
                ? (
                    200,
                    ["X-Goog-Upload-URL": "https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=u"],
                    ""
                )
                : (
                    200, ["X-Goog-Upload-Status": "final"],
                    #"{"file": {"name": "files/a", "state": "ACTIVE", "sizeBytes": "300000"}}"#
                )
        }
        let bytes = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0) })
        let file = try await client(service).files.upload(bytes, mimeType: "image/png", displayName: "a.png")
        #expect(file.name == "files/a")
        #expect(service.sent.last?.body == Array(bytes))
        #expect(log.lines == ["started upload - 1", "answered 200 - 0 -", "started upload - 1", "answered 200 - 0 -"])
    }

    private func client(_ service: ScriptedTransport) -> GeminiClient {
        var gemini = GeminiClient.scripted(service)
        gemini.observer = log
        return gemini
    }

    private static let answer = #"""
        {"id": "v1_a", "model": "m-2", "status": "completed", "usage": {"total_tokens": 7, "total_input_tokens": 5, "total_output_tokens": 2},
         "steps": [{"type": "model_output", "content": [{"type": "text", "text": "hello"}]}]}
        """#
}

private final class EventLog: RequestObserver {
    private struct State {
        var lines: [String] = []
        var open: Set<UInt64> = []
        var isPaired = true
    }
    private let state = Mutex(State())

    var lines: [String] { state.withLock(\.lines) }
    var isPaired: Bool { state.withLock { $0.isPaired && $0.open.isEmpty } }

    func started(_ request: ObservedRequest) {
        state.withLock {
            $0.lines.append("started \(request.purpose) \(request.model ?? "-") \(request.attempt)")
            if !$0.open.insert(request.id).inserted { $0.isPaired = false }
        }
    }

    func answered(_ request: ObservedRequest, with answer: ObservedAnswer) {
        let tokens = answer.usage?.totalTokens ?? 0
        end(request, "answered \(answer.status) \(answer.model ?? "-") \(tokens) \(answer.interactionID ?? "-")")
    }

    func failed(_ request: ObservedRequest, with error: GeminiError, elapsed: Duration) {
        end(request, "failed \(error.kind.rawValue)")
    }

    func cancelled(_ request: ObservedRequest, elapsed: Duration) { end(request, "cancelled") }

    func retrying(_ retry: Retry) { state.withLock { $0.lines.append("retrying \(retry.attempt)") } }

    private func end(_ request: ObservedRequest, _ line: String) {
        state.withLock {
            $0.lines.append(line)
            if $0.open.remove(request.id) == nil { $0.isPaired = false }
        }
    }
}

/// Keeps the metadata of every line, the logger's own included.
private struct MetadataLog: LogHandler {
    private final class Lines: Sendable { let all = Mutex<[[String: String]]>([]) }
    private let lines = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    var kept: [[String: String]] { lines.all.withLock(\.self) }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        lines.all.withLock { $0.append(all.mapValues { "\($0)" }) }
    }
}

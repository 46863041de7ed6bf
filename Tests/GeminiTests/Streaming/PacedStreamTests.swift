import Foundation
import Gemini
import Logging
import SluiceHTTP
import Synchronization
import TestSupport
import Testing

/// Streams stand before the pacer and in the log as every request does, and each that was let in ends once.
struct PacedStreamTests {
    private let pacer = LoggedPacer()
    private let request = InteractionRequest(model: "m", input: "hi", store: false)

    private func client(_ service: ScriptedTransport) -> GeminiClient {
        var gemini = GeminiClient.scripted(service)
        gemini.pacer = pacer
        return gemini
    }

    private static let whole = ScriptedTransport.Answer.events(
        Events.created(),
        Events.start(),
        Events.text("a"),
        Events.text("b"),
        Events.completed()
    )

    @Test func oneThatIsReadToItsEndIsAnswered() async throws {
        let service = ScriptedTransport.pieces { _, _ in Self.whole }
        _ = try await client(service).interactions.stream(request).interaction()
        #expect(pacer.admitted == [.generation])
        #expect(pacer.ended.map(\.error) == [nil])
    }

    @Test func oneThatIsNeverReadAsksNobody() {
        _ = client(ScriptedTransport.pieces { _, _ in Self.whole }).interactions.stream(request)
        #expect(pacer.admitted.isEmpty)
    }

    @Test func oneThatNobodyReadsOnEndsAsCancelled() async throws {
        let service = ScriptedTransport.pieces { _, _ in Self.whole }
        for try await _ in client(service).interactions.stream(request).text { break }
        #expect(pacer.admitted == [.generation])
        #expect(pacer.ended.map { $0.error?.kind } == [.cancelled])
        #expect(pacer.ended.first?.error?.isUnheard == true)
        #expect(service.closedBodies == 1)
    }

    @Test func oneWhoseTaskIsCancelledEndsAsCancelled() async throws {
        let stream = client(ScriptedTransport.pieces { _, _ in Self.whole }).interactions.stream(request)
        let task = Task {
            for try await _ in stream { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(pacer.ended.map { $0.error?.kind } == [.cancelled])
    }

    @Test(
        arguments: [
            (.events(Events.created(), Events.text("half")), "truncated", true),
            (.events(Events.created(), failure: TransportError(.broken, "cut")), "network", true),
            (.events(failure: TransportError(.timeout, "slow")), "timeout", true),
            (.events(Events.created(), "data: no\n\n"), "server", true),
            (.events(Events.created(), Events.text("half"), Events.error("prohibited_content")), "blocked", false),
            (.init(headers: ["Content-Type": "text/html"], pieces: [Array("<html>".utf8)]), "server", true),
            (.init(headers: ["Content-Type": "application/json"], pieces: []), "server", true),
            (
                .init(status: 404, pieces: [Array(#"{"error": {"code": "model_not_found", "message": "no"}}"#.utf8)]),
                "invalid_request", false
            ),
        ] as [(ScriptedTransport.Answer, String, Bool)]
    )
    func oneThatFailsEndsWithItsErrorAndIsNotPaidForAgain(
        answer: ScriptedTransport.Answer,
        kind: String,
        isUnheard: Bool
    ) async throws {
        let service = ScriptedTransport.pieces { _, _ in answer }
        let stream = client(service).interactions.stream(request)
        let error = await #expect(throws: GeminiError.self) { try await stream.interaction() }
        #expect(error?.kind.rawValue == kind)
        #expect(error?.isUnheard == isUnheard)
        #expect(service.sent.count == 1)
        #expect(pacer.admitted == [.generation])
        #expect(pacer.ended.map { $0.error?.kind.rawValue } == [kind])
        #expect(pacer.ended.map { $0.error?.isUnheard } == [isUnheard])
    }

    @Test func everyConnectionOfAStreamIsPacedForItself() async throws {
        let service = ScriptedTransport.pieces { _, number in
            switch number {
            case 0: .init(status: 503, pieces: [])
            case 1: .events(Events.created(event: "e1"), failure: TransportError(.broken, "cut"))
            default: .events(Events.text("rest", event: "e2"), Events.completed())
            }
        }
        let stored = InteractionRequest(model: "m", input: "hi", store: true)
        _ = try await client(service).interactions.stream(stored).interaction()
        #expect(pacer.admitted == [.generation, .generation, .other])
        #expect(pacer.ended.map { $0.error?.kind } == [.server, .network, nil])
    }

    @Test func aPacerThatRefusesKeepsTheStreamFromBeingSent() async throws {
        struct Closed: RequestPacer {
            func admit(_ purpose: RequestPurpose) async throws { throw GeminiError(.quotaExhausted, "closed") }
            func ended(_ purpose: RequestPurpose, _ error: GeminiError?, elapsed: Duration) {
                Issue.record("Nothing was let in")
            }
        }
        let service = ScriptedTransport.pieces { _, _ in Self.whole }
        var gemini = GeminiClient.scripted(service)
        gemini.pacer = Closed()
        let stream = gemini.interactions.stream(request)
        let error = await #expect(throws: GeminiError.self) { try await stream.interaction() }
        #expect(error?.kind == .quotaExhausted)
        #expect(service.sent.isEmpty)
    }

    @Test func aCallThatIsCancelledEndsToo() async throws {
        let service = ScriptedTransport { _, _ in
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            throw CancellationError()
        }
        let gemini = client(service)
        let task = Task { try await gemini.interactions.create(model: "m", input: "hi") }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(pacer.admitted == [.generation])
        #expect(pacer.ended.map { $0.error?.kind } == [.cancelled])
        #expect(pacer.ended.first?.error?.isUnheard == true)
    }

    @Test func aTransportsOwnErrorsEndIt() async throws {
        struct Odd: Error {}
        let gemini = client(ScriptedTransport { _, _ in throw Odd() })
        await #expect(throws: Odd.self) { try await gemini.interactions.create(model: "m", input: "hi") }
        #expect(pacer.ended.map { $0.error?.kind } == [.network])
    }

    @Test func theLogHasStreamsAndTheirEnds() async throws {
        let log = LineLog()
        var gemini = client(ScriptedTransport.pieces { _, _ in Self.whole })
        gemini.logger = Logger(label: "test") { _ in log }
        gemini.logger.logLevel = .debug
        _ = try await gemini.interactions.stream(request).interaction()
        for try await _ in gemini.interactions.stream(request).text { break }
        #expect(
            log.lines == ["POST /v1beta/interactions 200", "POST /v1beta/interactions 200 The request was cancelled"]
        )
    }
}

/// Keeps the messages of a log, each with its error.
private final class LineLog: LogHandler {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock(\.self) }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .debug }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        let error = event.metadata?["error"].map { " \($0)".components(separatedBy: ";")[0] } ?? ""
        kept.withLock { $0.append("\(event.message)\(error)") }
    }
}

import Foundation
import Gemini
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// Generations that may have been made, and be billed, although nobody read the answer.
struct UnheardTests {
    /// A 2xx answer that is none, in the ways that are known.
    static let unreadable: [ScriptedTransport.Answer] = [
        .init(pieces: []),
        .init(status: 204, pieces: []),
        .init(status: 202, headers: ["Content-Type": "application/json"], pieces: [Array("{}".utf8)]),
        .init(pieces: [Array(#"{"id": "v1_a", "status": "comp"#.utf8)]),
        .init(pieces: [Array(#"{"status": "completed"}"#.utf8)], failure: TransportError(.broken, "cut")),
        .init(pieces: [Array(#"{"status": "completed"}"#.utf8)], failure: TransportError(.other, "bad trailers")),
        .init(pieces: [Array(#"{"status": "completed"}"#.utf8)], failure: TransportError(.tooLarge, "too much")),
        .init(headers: ["Content-Type": "text/html"], pieces: [Array("<html>Sign in</html>".utf8)]),
        .init(headers: ["Content-Type": "application/octet-stream"], pieces: [[0xFF, 0xD8, 0xFF, 0]]),
        .init(pieces: [Array("[]".utf8)]), .init(pieces: [Array("null".utf8)]), .init(pieces: [Array("7".utf8)]),
        .init(pieces: [Array(#"{"candidates": [{"content": {"parts": [{"text": "hi"}]}}]}"#.utf8)]),
        .init(pieces: [Array(#"{"status": 3, "steps": []}"#.utf8)]),
        .init(pieces: [Array("\u{FEFF}{".utf8)]),
        .events(Events.created(), Events.text("half")),
    ]

    @Test(arguments: unreadable.indices)
    func anAnswerThatCannotBeReadIsNotPaidForAgain(index: Int) async throws {
        let service = ScriptedTransport.pieces { _, _ in Self.unreadable[index] }
        let pacer = LoggedPacer()
        var gemini = GeminiClient.scripted(service)
        gemini.pacer = pacer
        let error = await #expect(throws: GeminiError.self) {
            try await gemini.interactions.create(model: "m", input: "hi")
        }
        #expect(service.sent.count == 1)
        #expect(error?.isUnheard == true, "\(String(describing: error))")
        #expect(error?.hint?.contains("bill") == true)
        #expect(pacer.ended.map { $0.error?.isUnheard } == [true])
    }

    @Test(arguments: [0, 1, 2])
    func thePolicySaysHowOftenItIsAskedAgain(repeats: Int) async throws {
        let service = ScriptedTransport { _, _ in (200, [:], "") }
        var gemini = GeminiClient.scripted(service)
        gemini.retry.unheardRepeats = repeats
        let error = await #expect(throws: GeminiError.self) {
            try await gemini.interactions.create(model: "m", input: "hi")
        }
        #expect(service.sent.count == repeats + 1)
        #expect(error?.attempts == repeats + 1)
    }

    @Test(arguments: [TransportError.Kind.timeout, .broken, .other])
    func aCallThatBreaksOnceItHasLeftIsNotMadeAgain(kind: TransportError.Kind) async throws {
        let service = ScriptedTransport { _, _ in throw TransportError(kind, "gone") }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        }
        #expect(service.sent.count == 1)
        #expect(error?.isUnheard == true)
    }

    @Test(arguments: [TransportError.Kind.unresolved, .unreachable])
    func whatNeverReachedTheServiceIsTriedAgain(kind: TransportError.Kind) async throws {
        let service = ScriptedTransport { _, number in
            if number < 3 { throw TransportError(kind, "nobody there") }
            return (200, [:], #"{"status": "completed"}"#)
        }
        let answer = try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        #expect(answer.status == .completed)
        #expect(service.sent.count == 4)
    }

    @Test func aRefusalWithABrokenBodyIsARefusal() async throws {
        let service = ScriptedTransport.pieces { _, number in
            number == 0
                ? .init(status: 503, pieces: [Array("{".utf8)], failure: TransportError(.broken, "cut"))
                : .init(pieces: [Array(#"{"status": "completed"}"#.utf8)])
        }
        _ = try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        #expect(service.sent.count == 2)
    }

    @Test func whatTheServiceRefusesIsNotUnheard() async throws {
        let service = ScriptedTransport { _, _ in
            (200, [:], #"{"error": {"code": "invalid_request", "message": "no"}}"#)
        }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        }
        #expect(error?.message == "no")
        #expect(error?.isUnheard == false)
    }

    @Test func otherCallsAreMadeAgainWhenTheirAnswerCannotBeRead() async throws {
        let service = ScriptedTransport { _, number in (200, [:], number == 0 ? "<html>" : #"{"status": "completed"}"#)
        }
        #expect(try await GeminiClient.scripted(service).interactions.get("v1_a").status == .completed)
        #expect(service.sent.count == 2)
    }

    @Test func thePolicyMayForbidWhatItWouldAllow() async throws {
        let service = ScriptedTransport { _, number in number == 0 ? (503, [:], "") : (429, [:], "") }
        var gemini = GeminiClient.scripted(service)
        gemini.retry.permits = { error, attempt in error.kind != .rateLimited && attempt < 4 }
        let error = await #expect(throws: GeminiError.self) {
            try await gemini.interactions.create(model: "m", input: "hi")
        }
        #expect(error?.kind == .rateLimited)
        #expect(service.sent.count == 2)
    }

    @Test func thePolicyAllowsNothingThatCannotHelp() async throws {
        let service = ScriptedTransport { _, _ in (400, [:], "") }
        var gemini = GeminiClient.scripted(service)
        gemini.retry.permits = { _, _ in true }
        await #expect(throws: GeminiError.self) { try await gemini.interactions.create(model: "m", input: "hi") }
        #expect(service.sent.count == 1)
    }

    @Test func whatALongAnswerTookIsToldWhenItsLastPartIsLost() async throws {
        let service = ScriptedTransport { _, number in
            number == 0
                ? (
                    200, [:],
                    #"{"id": "a", "status": "requires_continuation", "continuation_token": "t", "usage": {"total_tokens": 9}}"#
                ) : (200, [:], "")
        }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        }
        #expect(error?.usage?.totalTokens == 9)
        #expect(error?.isUnheard == true)
    }

    @Test(arguments: [true, false])
    func whatARequestSaysOfStreamingDoesNotCount(isStreamed: Bool) async throws {
        let asked = InteractionRequest(fields: ["model": "m", "input": "hi", "stream": .bool(!isStreamed)])
        let service = ScriptedTransport.pieces { _, _ in
            isStreamed
                ? .events(Events.created(), Events.completed())
                : .init(pieces: [Array(#"{"status": "completed"}"#.utf8)])
        }
        let interactions = GeminiClient.scripted(service).interactions
        _ = isStreamed ? try await interactions.stream(asked).interaction() : try await interactions.create(asked)
        let sent = try JSONValue(parsing: #require(service.sent.first).body)
        #expect(sent["stream"] == (isStreamed ? true : nil))
        #expect(sent["model"] == "m")
    }
}

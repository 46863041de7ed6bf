import Foundation
import Gemini
import TestSupport
import Testing

struct RetryTests {
    @Test func whatMayPassIsTriedAgainUntilItDoes() async throws {
        let pauses = Pauses()
        let service = ScriptedTransport { _, number in number < 3 ? (503, [:], "") : (200, [:], done) }
        let answer = try await GeminiClient.scripted(service, pauses: pauses).interactions.create(
            model: "m",
            input: "hi"
        )
        #expect(answer.status == .completed)
        #expect(pauses.all.count == 3)
        #expect(
            zip(pauses.all, [500, 1000, 2000]).allSatisfy { $0 <= .milliseconds($1) && $0 >= .milliseconds($1 * 3 / 4) }
        )
    }

    @Test func whatIsPermanentIsTriedOnce() async throws {
        let service = ScriptedTransport { _, _ in (400, [:], #"{"error":{"code":"invalid_request","message":"no"}}"#) }
        await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).interactions.create(model: "m", input: "hi")
        }
        #expect(service.sent.count == 1)
    }

    @Test func givesUpAfterTheLastAttemptAndSaysHowManyThereWere() async throws {
        let service = ScriptedTransport { _, _ in (500, [:], "") }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service, attempts: 3).interactions.create(model: "m", input: "hi")
        }
        #expect(service.sent.count == 3)
        #expect(error?.attempts == 3)
    }

    @Test(
        arguments: [
            (["Retry-After": "7"], "", 7.0),
            (["retry-after-ms": "2500"], "", 2.5),
            ([:], #""details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"26s"}],"#, 26),
            (
                ["Retry-After": "30"],
                #""details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"26s"}],"#, 30
            ),
            (["Retry-After": "0"], "", 0.375),
            (["Retry-After": "soon"], "", 0.375),
        ] as [([String: String], String, Double)]
    )
    func waitsAsLongAsTheServerAsksAtLeast(headers: [String: String], details: String, seconds: Double) async throws {
        let pauses = Pauses()
        let body = #"{"error":{\#(details)"code":429,"status":"RESOURCE_EXHAUSTED","message":"slow down"}}"#
        let service = ScriptedTransport { _, number in number == 0 ? (429, headers, body) : (200, [:], done) }
        _ = try await GeminiClient.scripted(service, pauses: pauses).interactions.create(model: "m", input: "hi")
        let pause = try #require(pauses.all.first)
        #expect(pause >= .seconds(seconds))
        #expect(pause <= .seconds(max(seconds, 0.5)))
    }

    @Test func readsADateInRetryAfter() async throws {
        let pauses = Pauses()
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let date = formatter.string(from: Date(timeIntervalSinceNow: 60))
        let service = ScriptedTransport { _, number in number == 0 ? (503, ["Retry-After": date], "") : (200, [:], done)
        }
        _ = try await GeminiClient.scripted(service, pauses: pauses).interactions.create(model: "m", input: "hi")
        let pause = try #require(pauses.all.first)
        #expect(pause > .seconds(50))
        #expect(pause <= .seconds(60))
    }

    @Test(arguments: ["9223372036854775807s", "100000s"])
    func aServerThatAsksForAgesIsNotWaitedFor(delay: String) async throws {
        let pauses = Pauses()
        let body =
            #"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"storage","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"\#(delay)"}]}}"#
        let service = ScriptedTransport { _, _ in (429, [:], body) }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service, pauses: pauses).interactions.create(model: "m", input: "hi")
        }
        #expect(pauses.all.isEmpty)
        #expect(error?.hint?.contains("wait") == true)
    }

    @Test func theObserverHearsOfEveryAttemptThatFailed() async throws {
        let (heard, hear) = AsyncStream.makeStream(of: Int.self)
        let service = ScriptedTransport { _, number in number < 2 ? (503, [:], "") : (200, [:], done) }
        var gemini = GeminiClient.scripted(service)
        gemini.onRetry = { hear.yield($0.attempt) }
        _ = try await gemini.interactions.create(model: "m", input: "hi")
        hear.finish()
        var attempts: [Int] = []
        for await attempt in heard { attempts.append(attempt) }
        #expect(attempts == [1, 2])
    }

    @Test func cancellingEndsTheWait() async throws {
        let service = ScriptedTransport { _, _ in (503, [:], "") }
        let gemini = GeminiClient(
            key: "k",
            transport: service,
            retry: RetryPolicy(sleep: { _ in throw CancellationError() })
        )
        await #expect(throws: CancellationError.self) {
            try await gemini.interactions.create(model: "m", input: "hi")
        }
        #expect(service.sent.count == 1)
    }
}

private let done = #"{"status": "completed"}"#

import Foundation
import Gemini
import Sluice
import SluiceHTTP
import SluiceSupport
import StructuredJSON
import Synchronization
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// How a run answers a service that cannot take it all.
struct PaceTests {
    let desk = Desk()

    @Test func oneRefusalHasEverybodyWait() async throws {
        try photos(12)
        let times = Mutex<(refused: ContinuousClock.Instant?, early: Int)>((nil, 0))
        let service = ScriptedTransport { _, number in
            let now = ContinuousClock.now
            if number == 3 {
                times.withLock { $0.refused = now }
                return (429, ["retry-after-ms": "300"], #"{"error":{"code":"rate_limit_exceeded","message":"slow"}}"#)
            }
            times.withLock { times in
                // Those that were on their way already are no matter.
                if let refused = times.refused, now - refused > .milliseconds(100), now - refused < .milliseconds(295) {
                    times.early += 1
                }
            }
            return (200, [:], answer("fine"))
        }
        let summary = try await run(service, concurrency: 4)
        #expect(summary.completed == 12)
        #expect(times.withLock(\.early) == 0)
    }

    @Test func aDelayBeyondReasonIsCappedAndSaidSo() async throws {
        try photos(1)
        let pauses = Mutex<[(Duration, Duration?)]>([])
        let service = ScriptedTransport { _, number in
            number == 0
                ? (429, ["Retry-After": "9223372036"], #"{"error":{"code":"rate_limit_exceeded","message":"later"}}"#)
                : (200, [:], answer("fine"))
        }
        let summary = try await desk.run(
            Desk.describing(extra: "media: {inline: always}"),
            using: GeminiClient(key: "k", transport: service, retry: RetryPolicy(sleep: { _ in }))
        ) { event in
            if case .pausing(let length, let error) = event {
                pauses.withLock { $0.append((length, error.retryAfter)) }
            }
        }
        #expect(summary.completed == 1)
        let seen = pauses.withLock(\.self)
        #expect(seen.count == 1)
        #expect(seen.first?.0 == .seconds(900))
        #expect((seen.first?.1 ?? .zero) > .seconds(900))
    }

    @Test func refusalsForALimitAMinuteDoNotUseUpTheAttempts() async throws {
        try photos(1)
        let service = ScriptedTransport { _, number in
            number < 12
                ? (429, [:], #"{"error":{"code":"rate_limit_exceeded","message":"slow"}}"#) : (200, [:], answer("fine"))
        }
        #expect(try await run(service).completed == 1)
    }

    @Test func neverMoreCallsAtOnceThanItIsTold() async throws {
        let inside = Inside()
        let semaphore = AsyncSemaphore(permits: 3)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try? await semaphore.withPermit {
                        inside.enter()
                        await Task.yield()
                        inside.leave()
                    }
                }
            }
        }
        #expect(inside.most == 3)
    }

    @Test func aSemaphoreThatIsWidenedLetsThoseInWhoWait() async throws {
        let semaphore = AsyncSemaphore(permits: 1)
        let (entries, entered) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try await semaphore.withPermit {
                        entered.yield()
                        try? await Task.sleep(for: .seconds(60))
                    }
                }
            }
            var iterator = entries.makeAsyncIterator()
            _ = await iterator.next()
            #expect(semaphore.inUse == 1)
            semaphore.resize(to: 2)
            _ = await iterator.next()
            #expect(semaphore.inUse == 2)
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(semaphore.inUse == 0)
    }

    @Test func aDaysRequestsAreCountedAcrossRuns() async throws {
        try photos(5)
        let recipe = Desk.describing(extra: "media: {inline: always}\nlimits: {requests_per_day: 3, concurrency: 1}")
        let first = try await desk.run(recipe)
        guard case .quota(let error) = first.stop else {
            Issue.record("It ended with \(String(describing: first.stop))")
            return
        }
        #expect(error.message.contains("3 requests a day"))
        #expect(first.completed == 3)
        let second = try await desk.run(recipe)
        #expect(second.completed == 0)
        #expect(second.upToDate == 3)
        #expect(desk.generations == 3)
    }

    @Test func aBrokenAnswerIsAskedForAgainWithANoteOfWhatWasWrong() async throws {
        try photos(1)
        let service = ScriptedTransport { _, number in
            (200, [:], number == 0 ? answer(#"{\"title\": 5}"#) : answer(#"{\"title\": \"A cat\"}"#))
        }
        let recipe = Desk.describing(schema: "title", extra: "media: {inline: always}\nreask: 1")
        let summary = try await desk.run(recipe, using: client(service))
        #expect(summary.completed == 1)
        let record = try desk.record("0.png.json")
        #expect(record["output"]?["data"] == ["title": "A cat"])
        #expect(record["attempts"] == 2)
        #expect(service.sent.count == 2)
        let body = try JSONValue(parsing: service.sent[1].body)
        let said = try #require(body["input"]?.array)
        // The question, the answer and the note, which names the place.
        #expect(said.count == 3)
        #expect(said.last?["content"]?[0]?["text"]?.string?.contains("title") == true)
    }

    @Test func aBrokenAnswerIsAFailureOnceTheChancesAreUsedUp() async throws {
        try photos(1)
        let service = ScriptedTransport(json: answer("no json"))
        let recipe = Desk.describing(schema: "title", extra: "media: {inline: always}\nreask: 2")
        let summary = try await desk.run(recipe, using: client(service))
        #expect(summary.failures.map(\.error.kind) == ["invalid_output"])
        #expect(service.sent.count == 3)
    }

    private func photos(_ count: Int) throws {
        for number in 0..<count { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
    }

    private func run(_ service: ScriptedTransport, concurrency: Int? = nil) async throws -> RunSummary {
        var options = RunOptions()
        options.concurrency = concurrency
        var gemini = client(service)
        gemini.retry.sleep = { try await Task.sleep(for: min($0, .milliseconds(400))) }
        return try await desk.run(
            Desk.describing(extra: "media: {inline: always}"),
            options: options,
            using: gemini
        )
    }

    private func client(_ service: ScriptedTransport) -> GeminiClient {
        GeminiClient(
            key: "k",
            transport: service,
            retry: RetryPolicy(firstDelay: .milliseconds(1), longestDelay: .milliseconds(2))
        )
    }
}

private func answer(_ text: String) -> String {
    #"{"id": "v1_a", "status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "\#(text)"}]}]}"#
}

/// Counts who is inside.
private final class Inside: Sendable {
    private let state = Mutex<(now: Int, most: Int)>((0, 0))

    var most: Int { state.withLock(\.most) }

    func enter() {
        state.withLock { state in
            state.now += 1
            state.most = max(state.most, state.now)
        }
    }

    func leave() { state.withLock { $0.now -= 1 } }
}

import Foundation
import SluiceSupport
import StructuredJSON
import Synchronization
import Testing

@testable import GeminiEmulator

/// Places to run in, and facts that are found once.
@Suite struct ToolTests {
    @Test func noMoreRunThanThereArePlaces() async throws {
        let processes = AsyncSemaphore(permits: 3)
        let room = Room()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await processes.withPermit {
                        room.enter()
                        await Task.yield()
                        room.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(room.all == 50)
        #expect(room.peak <= 3)
    }

    @Test func whoIsCancelledWhileWaitingTakesNoPlace() async throws {
        let processes = AsyncSemaphore(permits: 1)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await processes.withPermit {
                    enter.finish()
                    for await _ in gate {}
                }
            }
            for await _ in entered {}
            let waiting = Task { try await processes.withPermit {} }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            open.finish()
            while let _ = try? await group.next() {}
        }
        var hasRun = false
        try await processes.withPermit { hasRun = true }
        #expect(hasRun)
    }

    @Test func aFactIsFoundOnceForAllWhoAsk() async throws {
        let cache = FactCache()
        let finds = Room()
        try await withThrowingTaskGroup(of: MediaFacts.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await cache.facts(for: "a") {
                        finds.enter()
                        await Task.yield()
                        return MediaFacts(kind: "image", format: "PNG")
                    }
                }
            }
            for try await facts in group { #expect(facts.format == "PNG") }
        }
        #expect(finds.all == 1)
    }

    @Test func aSearchThatFailedIsTriedAgain() async throws {
        let cache = FactCache()
        await #expect(throws: CancellationError.self) {
            try await cache.facts(for: "a") { throw CancellationError() }
        }
        let facts = try await cache.facts(for: "a") { MediaFacts(kind: "audio", format: "FLAC") }
        #expect(facts.kind == "audio")
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_709_251_199, "2024-02-29T23:59:59Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (1_795_372_245.9, "2026-11-22T18:30:45Z"),
    ])
    func momentsAreWrittenAsFoundationDoes(seconds: Double, text: String) {
        let date = Date(timeIntervalSince1970: seconds)
        #expect(Timestamp.seconds(date) == text)
        #expect(Timestamp.seconds(date) == Date(timeIntervalSince1970: seconds.rounded(.down)).formatted(.iso8601))
    }

    @Test func aMomentHasSixDigits() {
        #expect(Timestamp.micros(Date(timeIntervalSince1970: 1.015625)) == "1970-01-01T00:00:01.015625Z")
    }

    @Test(
        arguments: [
            ("/v1/files", ["v1", "files"], [:]), ("/", [], [:]), ("", [], [:]), ("/a%20b//c", ["a b", "c"], [:]),
            ("/a?b=c&d", ["a"], ["b": "c", "d": ""]), ("/a?b=c%3D+d&b%20=?", ["a"], ["b": "c= d", "b ": "?"]),
            ("/%zz?%zz=%", ["%zz"], ["%zz": "%"]),
        ] as [(String, [String], [String: String])]
    )
    func aTargetIsTakenApart(text: String, path: [String], query: [String: String]) {
        #expect(Target(text).path == path)
        #expect(Target(text).query == query)
    }

    @Test(
        arguments: [
            (["minimum": 3], false), (["maximum": -3], false),
            (["exclusiveMinimum": 0, "exclusiveMaximum": 0.5], false),
            (["exclusiveMinimum": 0], false), (["exclusiveMaximum": 0], false),
            (["multipleOf": 0.25, "minimum": 0.3], false),
            (["multipleOf": 5, "exclusiveMinimum": 5], true), (["exclusiveMinimum": 2, "maximum": 3], true),
            (["minimum": 1.5], true), (["exclusiveMaximum": -1], true), (["multipleOf": 7, "maximum": -1], true),
            ([:], true),
        ] as [(JSONObject, Bool)]
    )
    func aNumberIsWithinItsLimits(limits: JSONObject, isInteger: Bool) throws {
        var object = limits
        object["type"] = isInteger ? "integer" : "number"
        let value = NumberLimits(.object(object)).nearest(0, isInteger: isInteger)
        #expect(try JSONSchema(.object(object)).violations(of: value).isEmpty, "\(value)")
        let unit: Double? = limits["multipleOf"]?.number?.double
        let number = try #require(value.number?.double)
        if let unit { #expect((number / unit).rounded() == number / unit) }
    }

    @Test func theTimesOfWordsAreBelowTheirUtterance() {
        let lines = """
            he had been
            <s> 0.160 0.210 0.999900
            he 0.220 0.390 0.968697
            had 0.400 0.640 0.999800
            <sil> 0.650 0.700 0.9
            been(2) 0.710 0.930 0.999900

            then no more
            """
        let recognised = Recognised(lines: Array(lines.utf8))
        #expect(recognised.text == "he had been then no more")
        #expect(recognised.words.map(\.text) == ["he", "had", "been"])
        #expect(recognised.words.map(\.start) == [0.22, 0.4, 0.71])
    }

    @Test func wordTimesCountBytes() {
        let words = ["für", "dich"].enumerated().map { SpokenWord(text: $1, start: Double($0), end: Double($0) + 0.5) }
        let answer = WordTimes(words).answer([])
        #expect(answer.text == "für dich")
        #expect(answer.annotations.map { $0["start_index"] } == [0, 5])
        #expect(answer.annotations.map { $0["end_index"] } == [4, 9])
        #expect(answer.annotations.last?["start_offset"] == "1s")
        #expect(answer.annotations.last?["end_offset"] == "1.5s")
    }

    @Test func theWordsOfANewerRecogniserAreInItsJSON() {
        let lines = """
            {"b":0.0,"d":1.5,"p":0.9,"t":"go forward","w":[{"b":0.2,"d":0.5,"t":"go"},{"b":0.7,"d":0.1,"t":"<sil>"}]}
            {"b":1.5,"d":1.0,"p":0.9,"t":"ten meters","w":[]}
            """
        #expect(Recognised(jsonLines: Array(lines.utf8)).text == "go forward ten meters")
        #expect(Recognised(jsonLines: Array(lines.utf8)).words == [SpokenWord(text: "go", start: 0.2, end: 0.7)])
        #expect(Recognised(jsonLines: Array("no JSON".utf8)).text.isEmpty)
    }
}

/// Counts who is in, who ever was, and how many were in together.
private final class Room: Sendable {
    private let state = Mutex((now: 0, peak: 0, all: 0))

    var peak: Int { state.withLock { $0.peak } }
    var all: Int { state.withLock { $0.all } }

    func enter() {
        state.withLock {
            $0.now += 1
            $0.peak = max($0.peak, $0.now)
            $0.all += 1
        }
    }

    func leave() { state.withLock { $0.now -= 1 } }
}

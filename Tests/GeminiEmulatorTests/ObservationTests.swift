import Foundation
import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Synchronization
import Testing

@Suite struct ObservationTests {
    let desk = Desk()

    func statistics() async throws -> JSONValue {
        try await desk.call(.get, "/emulator/stats", key: nil).json
    }

    @Test func statisticsNeedNoKeyAndCountNoLookAtThemselves() async throws {
        _ = try await desk.call(.get, "/v1/files")
        _ = try await statistics()
        let seen = try await statistics()
        #expect(seen["requests"] == 1)
        #expect(seen["calls"] == ["files.list": 1])
        #expect(seen["peak_requests"] == 1)
        #expect(seen["running_requests"] == 0)
        #expect(seen["response_bytes"] == 3)
    }

    @Test func askingTheSameTwiceIsPaidTwice() async throws {
        for text in ["a", "a", "b"] {
            _ = try await desk.create(["model": "gemini-3.5-flash", "input": .string(text)])
        }
        let paid = try #require(try await statistics()["paid_generations"]?.array)
        #expect(paid.map { $0["count"] } == [2, 1])
        #expect(paid[0]["excerpt"] == "a")
        #expect(paid[0]["contents"] == [])
    }

    @Test func theSameBytesAreCountedWhateverTheyAreCalled() async throws {
        for name in ["x", "y"] { _ = try await desk.upload(Array("hello".utf8), file: ["display_name": .string(name)]) }
        let digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
        #expect(try await statistics()["uploads_by_content"] == .object([digest: 2]))
    }

    @Test func aKeyInTheQueryIsAWarningAndMayBeRefused() async throws {
        #expect(try await desk.call(.get, "/v1/files?key=k", key: nil).status == 200)
        #expect(try await statistics()["warnings"] == ["key in query": 1])
        let strict = Desk { $0.allowsKeyInQuery = false }
        #expect(try await strict.call(.get, "/v1/files?key=k", key: nil).status == 400)
        #expect(strict.emulator.statistics.violations == ["key in query": 1])
    }

    @Test func aResetForgetsEverything() async throws {
        let file = try await desk.upload([1])
        let id = try await desk.create(["model": "gemini-3.5-flash", "input": "a"]).json["id"]?.string ?? ""
        #expect(try await desk.call(.post, "/emulator/reset", key: nil).json == [:])
        #expect(desk.emulator.statistics == EmulatorStatistics.none)
        #expect(try await desk.call(.get, "/v1/\(file["name"]?.string ?? "")").status == 403)
        #expect(try await desk.call(.get, "/v1/interactions/\(id)").status == 404)
    }

    @Test(
        arguments: [
            ("/emulator/stats", .post, 405), ("/emulator/reset", .get, 405), ("/emulator/other", .get, 404),
        ] as [(String, HTTPRequest.Method, Int)]
    )
    func theControlsHaveTheirMethods(path: String, method: HTTPRequest.Method, status: Int) async throws {
        #expect(try await desk.call(method, path).status == status)
    }

    @Test func everyRequestIsToldToTheLogWithoutItsKey() async throws {
        let log = Log()
        let desk = Desk { $0.onExchange = { log.add($0) } }
        _ = try await desk.call(.get, "/v1/files?key=secret&pageSize=3", key: nil)
        _ = try await desk.create(["model": "gemini-3.5-flash", "input": "", "stream": true])
        _ = try await desk.create(["model": "gemini-3.5-flash", "input": "a", "stream": true])
        let lines = log.lines
        #expect(lines.count == 3)
        #expect(lines[0]["target"] == "/v1/files?key=REDACTED&pageSize=3")
        #expect(lines[0]["operation"] == "files.list")
        #expect(lines[0]["status"] == 200)
        #expect(lines[1]["violation"] == "empty input")
        #expect(lines[2]["response_bytes"] == nil)
        #expect(lines[2]["milliseconds"]?.number != nil)
    }
}

private final class Log: Sendable {
    private let entries = Mutex<[JSONObject]>([])
    var lines: [JSONObject] { entries.withLock { $0 } }
    func add(_ exchange: EmulatorExchange) { entries.withLock { $0.append(exchange.json) } }
}

extension EmulatorStatistics {
    /// What an emulator has seen that nobody asked.
    fileprivate static var none: Self { Desk().emulator.statistics }
}

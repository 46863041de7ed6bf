import Foundation
import GeminiEmulator
import HTTPTypes
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// A recorder before an emulator, and what a replay makes of it.
@Suite struct RecordingTests {
    let folder = TemporaryFolder()
    static let key = "very-secret-key"

    func recorder(_ upstream: Desk = Desk()) throws -> Desk {
        let base = try #require(URL(string: "https://upstream.test"))
        return Desk(try Emulator(recordingTo: folder.url, upstream: upstream.emulator, base: base))
    }

    func replay() throws -> Desk { Desk(try Emulator(replaying: folder.url)) }

    func ask(_ desk: Desk, _ body: JSONValue) async throws -> Answer {
        try await desk.call(.post, "/v1/interactions", key: Self.key, body: body.serialized())
    }

    @Test func whatWasRecordedIsAnsweredAgain() async throws {
        let asked: JSONValue = ["model": "gemini-3.5-flash", "input": "Hello"]
        let recorded = try await ask(recorder(), asked)
        #expect(recorded.status == 200)
        let replayed = try await ask(replay(), ["input": "Hello", "model": "gemini-3.5-flash"])
        #expect(replayed.json == recorded.json)
        #expect(replayed.header("content-type") == recorded.header("content-type"))
    }

    @Test func whatWasNeverRecordedIsSaidSo() async throws {
        _ = try await ask(recorder(), ["model": "gemini-3.5-flash", "input": "Hello"])
        let desk = try replay()
        let answer = try await ask(desk, ["model": "gemini-3.5-flash", "input": "Bye"])
        #expect(answer.status == 501)
        #expect(answer.message.contains("never recorded: POST /v1/interactions"))
        #expect(answer.message.contains("holds 1 exchanges"))
        #expect(desk.emulator.statistics.violations == ["not recorded": 1])
    }

    @Test func aStreamIsReplayedToo() async throws {
        let asked: JSONValue = ["model": "gemini-3.5-flash", "input": "Hello", "stream": true]
        let recorded = try await ask(recorder(), asked)
        let replayed = try await ask(replay(), asked)
        #expect(replayed.bytes == recorded.bytes)
        #expect(String(decoding: replayed.bytes, as: UTF8.self).contains("[DONE]"))
    }

    @Test func aStreamIsHandedOnAsItComesAndKeptAtItsEnd() async throws {
        let upstream = ScriptedTransport.pieces { _, _ in .events("data: one\n\n", "data: two\n\n") }
        let base = try #require(URL(string: "https://upstream.test"))
        let emulator = try Emulator(recordingTo: folder.url, upstream: upstream, base: base)
        func kept() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count }
        let request = HTTPRequest(
            method: .get,
            scheme: "https",
            authority: "h",
            path: "/v1/interactions/v1_a?stream=true"
        )
        var pieces = try await emulator.send(request).body.makeAsyncIterator()
        #expect(try await pieces.next() == Array("data: one\n\n".utf8))
        #expect(try kept() == 0)
        #expect(try await pieces.next() == Array("data: two\n\n".utf8))
        #expect(try await pieces.next() == nil)
        #expect(try kept() == 1)
        let again = try await replay().call(.get, "/v1/interactions/v1_a?stream=true")
        #expect(String(decoding: again.bytes, as: UTF8.self) == "data: one\n\ndata: two\n\n")
    }

    @Test func aStreamThatBreaksOffIsNotKept() async throws {
        let upstream = ScriptedTransport.pieces { _, _ in
            .events("data: one\n\n", failure: TransportError(.broken, "gone"))
        }
        let base = try #require(URL(string: "https://upstream.test"))
        let desk = Desk(try Emulator(recordingTo: folder.url, upstream: upstream, base: base))
        await #expect(throws: TransportError.self) { try await desk.call(.get, "/v1/interactions/v1_a?stream=true") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func anUploadGoesThroughTheRecorderAndComesBack() async throws {
        let upstream = Desk()
        let recorded = try await recorder(upstream).upload(Array("hello".utf8))
        #expect(upstream.emulator.statistics.uploads == 1)
        #expect(try await replay().upload(Array("hello".utf8)) == recorded)
    }

    @Test func theSameRequestIsAnsweredInOrderAndThenAsLast() async throws {
        let upstream = Desk()
        let recorder = try recorder(upstream)
        var lists = [try await recorder.call(.get, "/v1/files").json]
        _ = try await upstream.upload([1])
        lists.append(try await recorder.call(.get, "/v1/files").json)
        let desk = try replay()
        for expected in lists + [lists[1]] { #expect(try await desk.call(.get, "/v1/files").json == expected) }
    }

    @Test func noKeyAndNoSessionIsInAnyFile() async throws {
        let recorder = try recorder()
        _ = try await recorder.upload(Array("hello".utf8))
        _ = try await ask(recorder, ["model": "gemini-3.5-flash", "input": .string("My key is \(Self.key)")])
        _ = try await recorder.call(.get, "/v1/files?key=\(Self.key)", key: nil)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(files.count == 4)
        for name in files {
            let text = try String(contentsOf: folder / name, encoding: .utf8)
            #expect(!text.contains(Self.key))
            #expect(!text.contains("upstream.test/upload"))
            #expect(text.wholeMatch(of: /[\s\S]*upload_id=[0-9a-f]{8}-[\s\S]*/) == nil)
        }
    }

    @Test func anUpstreamThatIsGoneIs502() async throws {
        let gone = ScriptedTransport { _, _ in throw TransportError(.unreachable, "Nobody there") }
        let base = try #require(URL(string: "https://upstream.test"))
        let desk = Desk(try Emulator(recordingTo: folder.url, upstream: gone, base: base))
        let answer = try await desk.call(.get, "/v1/files")
        #expect(answer.status == 502)
        #expect(answer.message.contains("Nobody there"))
    }

    @Test func aFolderOfSomethingElseIsRefused() throws {
        try folder.write("{}", to: "a.json")
        #expect(throws: RuleError.self) { try Emulator(replaying: folder.url) }
        #expect(throws: RuleError.self) { try Emulator(replaying: folder / "none") }
    }
}

import Foundation
import Gemini
import HTTPTypes
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// The requests are those of contract §6.2.
struct UploadTests {
    let folder = TemporaryFolder()

    @Test func aSmallFileTakesTwoRequests() async throws {
        let source = try source("hello")
        let service = ScriptedTransport { sent, number in
            number == 0 ? (200, started, "") : (200, ["X-Goog-Upload-Status": "final"], uploaded(5))
        }
        let file = try await GeminiClient.scripted(service).files
            .upload(source, mimeType: "text/plain", displayName: "TÜR 東京.txt")
        #expect(file.name == "files/abc")

        let start = try #require(service.sent.first)
        #expect(start.path == "/upload/v1beta/files")
        #expect(start["x-goog-api-key"] == "secret-key")
        #expect(start["Content-Type"] == "application/json")
        #expect(start["X-Goog-Upload-Protocol"] == "resumable")
        #expect(start["X-Goog-Upload-Command"] == "start")
        #expect(start["X-Goog-Upload-Header-Content-Length"] == "5")
        #expect(start["X-Goog-Upload-Header-Content-Type"] == "text/plain")
        #expect(start["X-Goog-Upload-File-Name"] == nil)
        let expected = #"{"mime_type": "text/plain", "size_bytes": 5, "display_name": "TÜR 東京.txt"}"#
        let told = try #require(JSONValue(parsing: start.body)["file"]?.object)
        #expect(try .object(told.without("name")) == JSONValue(parsing: expected))
        // Contract §6.3.
        #expect(told["name", as: String.self]?.wholeMatch(of: /files\/[a-z][a-z0-9-]{10,38}[a-z0-9]/) != nil)

        let bytes = try #require(service.sent.last)
        #expect(bytes.path == "/upload/v1beta/files?upload_id=u1&upload_protocol=resumable")
        #expect(bytes["X-Goog-Upload-Command"] == "upload, finalize")
        #expect(bytes["X-Goog-Upload-Offset"] == "0")
        #expect(bytes["x-goog-api-key"] == nil)
        #expect(bytes.limits.total == nil)
        #expect(bytes.text == "hello")
    }

    @Test(arguments: [(8 << 20, [8 << 20]), ((16 << 20) + 5, [8 << 20, 8 << 20, 5])])
    func aBigFileGoesInChunksOfEightMebibytes(size: Int, chunks: [Int]) async throws {
        let source = try source(Data(count: size))
        let service = ScriptedTransport { sent, number in
            number == 0 ? (200, started, "") : sent.answer(of: size)
        }
        _ = try await GeminiClient.scripted(service).files.upload(source, mimeType: "video/mp4")
        let sent = service.sent.dropFirst()
        #expect(sent.map(\.body.count) == chunks)
        #expect(sent.map { $0["X-Goog-Upload-Offset"] } == chunks.indices.map { "\($0 * 8 << 20)" })
        #expect(sent.last?["X-Goog-Upload-Command"] == "upload, finalize")
        #expect(sent.dropLast().allSatisfy { $0["X-Goog-Upload-Command"] == "upload" })
    }

    @Test func anEmptyAnswerIsFollowedByTheQuestionWhatArrived() async throws {
        let source = try source(Data(count: 9 << 20))
        let service = ScriptedTransport { sent, number in
            switch number {
            case 0: (200, started, "")
            case 1: throw TransportError(.broken, "reset")
            case 2: (200, ["X-Goog-Upload-Status": "active", "X-Goog-Upload-Size-Received": "1048576"], "")
            default: sent.answer(of: 9 << 20)
            }
        }
        _ = try await GeminiClient.scripted(service).files.upload(source, mimeType: "video/mp4")
        #expect(service.sent.map { $0["X-Goog-Upload-Command"] } == ["start", "upload", "query", "upload, finalize"])
        #expect(service.sent.last?["X-Goog-Upload-Offset"] == "1048576")
        #expect(service.sent.last?.body.count == 8 << 20)
    }

    @Test func aFinalAnswerThatWasLostIsRecovered() async throws {
        let source = try source("hello")
        let service = ScriptedTransport { _, number in
            switch number {
            case 0: (200, started, "")
            case 1: throw TransportError(.broken, "reset")
            default: (200, ["X-Goog-Upload-Status": "final"], uploaded(5))
            }
        }
        let file = try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        #expect(file.name == "files/abc")
        #expect(service.sent.count == 3)
    }

    @Test func aSessionThatWasCancelledIsBegunAnew() async throws {
        let source = try source("hello")
        let service = ScriptedTransport { sent, number in
            switch number {
            case 1: throw TransportError(.broken, "reset")
            case 2: (200, ["X-Goog-Upload-Status": "cancelled"], "")
            case 4: (200, ["X-Goog-Upload-Status": "final"], uploaded(5))
            default: (200, started, "")
            }
        }
        _ = try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        let commands = service.sent.map { $0["X-Goog-Upload-Command"] }
        #expect(commands == ["start", "upload, finalize", "query", "start", "upload, finalize"])
    }

    @Test(
        arguments: [
            (404, [:]), (410, [:]), (200, ["X-Goog-Upload-Status": "cancelled"]),
        ] as [(Int, [String: String])]
    )
    func whatTheServiceLostIsBegunAnew(status: Int, headers: [String: String]) async throws {
        let source = try source("hello")
        let service = ScriptedTransport { _, number in
            switch number {
            case 1: (status, headers, "")
            case 3: (200, ["X-Goog-Upload-Status": "final"], uploaded(5))
            default: (200, started, "")
            }
        }
        _ = try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        let commands = service.sent.map { $0["X-Goog-Upload-Command"] }
        #expect(commands == ["start", "upload, finalize", "start", "upload, finalize"])
    }

    @Test func anUploadThatIsLostAgainAndAgainIsGivenUp() async throws {
        let source = try source("hello")
        let service = ScriptedTransport { sent, _ in
            sent["X-Goog-Upload-Command"] == "start" ? (200, started, "") : (404, [:], "")
        }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        }
        #expect(error?.kind == .uploadFailed)
        #expect(service.sent.count == 4)
    }

    @Test func aFileThatStandsByItselfIsTakenToo() async throws {
        let source = try source("hello")
        let file = #"{"name": "files/a", "uri": "https://x/files/a", "state": "ACTIVE"}"#
        let service = ScriptedTransport { _, number in
            number == 0 ? (200, started, "") : (200, ["X-Goog-Upload-Status": "final"], file)
        }
        let stored = try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        #expect(stored.name == "files/a")
    }

    @Test func anotherProcessContinuesWhereThisOneStopped() async throws {
        let source = try source(Data(count: 9 << 20))
        let (tickets, ticket) = AsyncStream.makeStream(of: String.self)
        let dying = ScriptedTransport { _, number in
            if number == 0 { return (200, started, "") }
            throw TransportError(.broken, "killed")
        }
        await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(dying, attempts: 1).files
                .upload(source, mimeType: "video/mp4", onSession: { ticket.yield($0) })
        }
        ticket.finish()
        let saved = try #require(await tickets.first { _ in true })
        let service = ScriptedTransport { sent, number in
            number == 0
                ? (200, ["X-Goog-Upload-Status": "active", "X-Goog-Upload-Size-Received": "8388608"], "")
                : sent.answer(of: 9 << 20)
        }
        _ = try await GeminiClient.scripted(service).files.upload(source, mimeType: "video/mp4", resuming: saved)
        #expect(service.sent.map { $0["X-Goog-Upload-Command"] } == ["query", "upload, finalize"])
        #expect(service.sent.last?["X-Goog-Upload-Offset"] == "8388608")
    }

    @Test(arguments: [
        "", "nonsense", "262144 https://evil.example/upload", "0 https://generativelanguage.googleapis.com/u",
    ])
    func aTicketOfAnotherServiceIsNotFollowed(ticket: String) async throws {
        let source = try source("hello")
        let service = ScriptedTransport { _, number in
            number == 0 ? (200, started, "") : (200, ["X-Goog-Upload-Status": "final"], uploaded(5))
        }
        _ = try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain", resuming: ticket)
        #expect(service.sent.first?["X-Goog-Upload-Command"] == "start")
    }

    @Test func aRefusalIsPermanent() async throws {
        let source = try source("hello")
        let service = ScriptedTransport { _, number in
            number == 0 ? (200, started, "") : (400, ["X-Goog-Upload-Status": "final"], "nope")
        }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        }
        #expect(error?.kind == .uploadFailed)
        #expect(service.sent.count == 2)
    }

    @Test func otherBytesThanWereSentAreNotTakenForOurs() async throws {
        let source = try source("hello")
        let service = ScriptedTransport { sent, _ in
            if sent.request.method == .delete { return (200, [:], "{}") }
            return sent["X-Goog-Upload-Command"] == "start"
                ? (200, started, "") : (200, ["X-Goog-Upload-Status": "final"], uploaded(4))
        }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        }
        #expect(error?.kind == .uploadFailed)
        let commands = service.sent.map { $0["X-Goog-Upload-Command"] ?? $0.request.method.rawValue }
        #expect(commands == ["start", "upload, finalize", "DELETE", "start", "upload, finalize", "DELETE"])
    }

    @Test(arguments: [
        "https://evil.example/upload?upload_id=1", "http://generativelanguage.googleapis.com/x",
        "https://googleapis.com.evil.example/x", "https://evilgoogleapis.com/x", "https://a@b.googleapis.com/x",
        "not a url",
    ])
    func theBytesGoToTheServicesHostAlone(url: String) async throws {
        let source = try source("hello")
        let service = ScriptedTransport { _, _ in (200, ["X-Goog-Upload-URL": url], "") }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        }
        #expect(error?.kind == .uploadFailed)
        #expect(service.sent.count == 1)
        #expect(error?.description.contains("upload_id") == false)
    }

    @Test func progressEndsWithTheWholeSize() async throws {
        let source = try source(Data(count: 9 << 20))
        let service = ScriptedTransport { sent, number in number == 0 ? (200, started, "") : sent.answer(of: 9 << 20) }
        let (steps, step) = AsyncStream.makeStream(of: Int64.self)
        _ = try await GeminiClient.scripted(service).files
            .upload(source, mimeType: "video/mp4") { step.yield($0) }
        step.finish()
        var seen: [Int64] = []
        for await step in steps { seen.append(step) }
        #expect(seen == [8 << 20, 9 << 20])
    }

    private func source(_ text: String) throws -> SourceFile { try source(Data(text.utf8)) }
    private func source(_ data: Data) throws -> SourceFile {
        try SourceFile(opening: folder.write(data, to: "file").path)
    }
}

private let started = [
    "X-Goog-Upload-URL":
        "https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=u1&upload_protocol=resumable",
    "X-Goog-Upload-Status": "active", "X-Goog-Upload-Chunk-Granularity": "262144",
]

private func uploaded(_ size: Int) -> String {
    #"{"file": {"name": "files/abc", "uri": "https://x/v1beta/files/abc", "sizeBytes": "\#(size)", "state": "ACTIVE"}}"#
}

extension ScriptedTransport.Sent {
    fileprivate func answer(of size: Int) -> (Int, [String: String], String) {
        self["X-Goog-Upload-Command"] == "upload, finalize"
            ? (200, ["X-Goog-Upload-Status": "final"], uploaded(size))
            : (200, ["X-Goog-Upload-Status": "active"], "")
    }
}

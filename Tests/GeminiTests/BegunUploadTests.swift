import Foundation
import Gemini
import SluiceHTTP
import TestSupport
import Testing

/// Uploads whose end is sent by itself.
struct BegunUploadTests {
    let folder = TemporaryFolder()
    private let size = 17 << 20

    @Test func nothingIsFinishedBeforeItIsAskedFor() async throws {
        let service = service()
        let files = GeminiClient.scripted(service).files
        let begun = try await files.begin(try source(size), mimeType: "video/mp4")
        #expect(service.commands == ["start", "upload", "upload"])
        #expect(try await files.finish(begun).name == "files/abc")
        #expect(service.commands == ["start", "upload", "upload", "upload, finalize"])
        #expect(service.sent.last?.body.count == 1 << 20)
    }

    @Test func whatIsNotWantedIsCancelled() async throws {
        let service = service()
        let files = GeminiClient.scripted(service).files
        await files.cancel(try await files.begin(try source(size), mimeType: "video/mp4"))
        #expect(service.commands == ["start", "upload", "upload", "cancel"])
    }

    @Test func aFileOfOneChunkIsOnlyAnnounced() async throws {
        let service = service()
        _ = try await GeminiClient.scripted(service).files.begin(try source(8 << 20), mimeType: "video/mp4")
        #expect(service.commands == ["start"])
    }

    @Test func aSessionThatIsLostBeforeTheEndIsBegunAnew() async throws {
        let service = ScriptedTransport { sent, number in
            number == 2 ? (200, ["X-Goog-Upload-Status": "cancelled"], "") : answer(to: sent)
        }
        let files = GeminiClient.scripted(service).files
        let begun = try await files.begin(try source(9 << 20), mimeType: "video/mp4")
        let (sessions, session) = AsyncStream.makeStream(of: String.self)
        _ = try await files.finish(begun, onSession: { session.yield($0) })
        session.finish()
        #expect(service.commands == ["start", "upload", "upload, finalize", "start", "upload", "upload, finalize"])
        #expect(await sessions.reduce(0) { count, _ in count + 1 } == 1)
    }

    private func service() -> ScriptedTransport { ScriptedTransport { sent, _ in answer(to: sent) } }

    private func source(_ size: Int) throws -> SourceFile {
        try SourceFile(opening: folder.write(Data(count: size), to: "file").path)
    }
}

private func answer(to sent: ScriptedTransport.Sent) -> (Int, [String: String], String) {
    switch sent["X-Goog-Upload-Command"] {
    case "start":
        let url = "https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=u1&upload_protocol=resumable"
        return (200, ["X-Goog-Upload-URL": url, "X-Goog-Upload-Status": "active"], "")
    case "upload": return (200, ["X-Goog-Upload-Status": "active"], "")
    case "cancel": return (200, ["X-Goog-Upload-Status": "cancelled"], "")
    default: return (200, ["X-Goog-Upload-Status": "final"], #"{"file": {"name": "files/abc", "state": "ACTIVE"}}"#)
    }
}

extension ScriptedTransport {
    fileprivate var commands: [String?] { sent.map { $0["X-Goog-Upload-Command"] } }
}

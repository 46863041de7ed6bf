import Foundation
import Gemini
import GeminiEmulator
import HTTPTypes
import SluiceHTTP
import StructuredJSON
import Synchronization
import TestSupport
import Testing

/// Files have names of the client's choice, so that an upload whose last answer is lost is found again.
struct ChosenNameTests {
    private let folder = TemporaryFolder()

    /// An emulator that loses answers and forgets sessions.
    private final class Forgetful: HTTPTransport {
        let emulator = Emulator()
        let isFinished = Mutex(false)
        let starts = Mutex(0)
        /// Whether it forgets sessions of uploads that are finished.
        let forgets: Bool

        init(forgets: Bool = true) { self.forgets = forgets }

        func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply {
            let command = HTTPField.Name("X-Goog-Upload-Command").flatMap { request.headerFields[$0] } ?? ""
            if command == "start" { starts.withLock { $0 += 1 } }
            if command == "query", forgets, isFinished.withLock(\.self) {
                return HTTPReply(head: HTTPResponse(status: .notFound), body: HTTPBody())
            }
            let reply = try await emulator.send(request, body: body, limits: limits)
            guard command.contains("finalize") else { return reply }
            isFinished.withLock { $0 = true }
            throw TransportError(.broken, "The connection broke")
        }
    }

    @Test func anUploadWhoseLastAnswerIsLostIsFoundByItsName() async throws {
        let service = Forgetful()
        let file = try await GeminiClient.scripted(service).files.upload(try source(), mimeType: "text/plain")
        #expect(file.name.hasPrefix("files/sluice-"))
        #expect(file.state == .active)
        #expect(service.starts.withLock(\.self) == 1)
        #expect(service.emulator.statistics.uploads == 1)
    }

    @Test func anotherProcessFindsItToo() async throws {
        let service = Forgetful()
        let ticket = Mutex("")
        let once = GeminiClient.scripted(service, attempts: 1)
        await #expect(throws: GeminiError.self) {
            try await once.files.upload(
                try source(),
                mimeType: "text/plain",
                onSession: { text in ticket.withLock { $0 = text } }
            )
        }
        let left = ticket.withLock(\.self)
        let heard = try await GeminiClient.scripted(service).files.file(ofUpload: left)
        #expect(heard?.name.hasPrefix("files/sluice-") == true)
        let file = try await GeminiClient.scripted(service).files
            .upload(try source(), mimeType: "text/plain", resuming: left)
        #expect(file.name == heard?.name)
        #expect(service.starts.withLock(\.self) == 1)
    }

    @Test(arguments: [400, 409])
    func whereNoNameIsTakenItGoesWithoutOne(status: Int) async throws {
        let service = ScriptedTransport { sent, _ in
            if sent["X-Goog-Upload-Command"] == "start" {
                return sent.text.contains("sluice-")
                    ? (status, [:], #"{"error": {"code": 400, "message": "no names"}}"#) : (200, Self.started, "")
            }
            return (200, ["X-Goog-Upload-Status": "final"], #"{"file": {"name": "files/theirs", "sizeBytes": "5"}}"#)
        }
        let file = try await GeminiClient.scripted(service).files.upload(try source(), mimeType: "text/plain")
        #expect(file.name == "files/theirs")
        #expect(service.sent.count == 3)
    }

    @Test func aNameThatIsTakenMeanwhileIsLookedUp() async throws {
        let service = ScriptedTransport { sent, _ in
            switch sent["X-Goog-Upload-Command"] {
            case "start": return (200, Self.started, "")
            case nil:
                let name = sent.path.dropFirst("/v1beta/".count)
                return (200, [:], #"{"name": "\#(name)", "sizeBytes": "5", "state": "ACTIVE"}"#)
            default: return (409, [:], #"{"error": {"code": 409, "status": "ALREADY_EXISTS", "message": "taken"}}"#)
            }
        }
        let file = try await GeminiClient.scripted(service).files.upload(try source(), mimeType: "text/plain")
        #expect(file.name.hasPrefix("files/sluice-"))
    }

    @Test(arguments: ["", "{}", "[1]"])
    func anUploadThatIsFinishedWithoutANameIsLookedUp(body: String) async throws {
        let service = ScriptedTransport { sent, _ in
            switch sent["X-Goog-Upload-Command"] {
            case "start": (200, Self.started, "")
            case nil: (200, [:], #"{"name": "\#(sent.path.dropFirst("/v1beta/".count))", "state": "ACTIVE"}"#)
            default: (200, ["X-Goog-Upload-Status": "final"], body)
            }
        }
        let file = try await GeminiClient.scripted(service).files.upload(try source(), mimeType: "text/plain")
        #expect(file.name.hasPrefix("files/sluice-"))
        #expect(service.sent.count == 3)
    }

    @Test(arguments: ["", "{}"])
    func whatIsFinishedAndIsNotThereIsBegunAnew(body: String) async throws {
        let service = ScriptedTransport { sent, number in
            switch sent["X-Goog-Upload-Command"] {
            case "start": (200, Self.started, "")
            case nil: (404, [:], "")
            default:
                (
                    200, ["X-Goog-Upload-Status": "final"],
                    number < 3 ? body : #"{"file": {"name": "files/abc", "sizeBytes": "5"}}"#
                )
            }
        }
        let file = try await GeminiClient.scripted(service).files.upload(try source(), mimeType: "text/plain")
        #expect(file.name == "files/abc")
        let commands = service.sent.map { $0["X-Goog-Upload-Command"] }
        #expect(commands == ["start", "upload, finalize", nil, "start", "upload, finalize"])
    }

    @Test func aTicketOfAnEarlierVersionStillWorks() async throws {
        let service = ScriptedTransport { _, _ in
            (200, ["X-Goog-Upload-Status": "final"], #"{"file": {"name": "files/old", "sizeBytes": "5"}}"#)
        }
        let ticket = "262144 https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=u1"
        let file = try await GeminiClient.scripted(service).files
            .upload(try source(), mimeType: "text/plain", resuming: ticket)
        #expect(file.name == "files/old")
        #expect(service.sent.count == 1)
    }

    private func source() throws -> SourceFile { try SourceFile(opening: folder.write("hello", to: "file").path) }

    private static let started = [
        "X-Goog-Upload-URL": "https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=u1",
        "X-Goog-Upload-Status": "active",
    ]
}

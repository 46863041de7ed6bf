import Foundation
import Gemini
import StructuredJSON
import TestSupport
import Testing

struct FilesTests {
    @Test func readsAFileAsTheServiceWritesIt() throws {
        let json = """
            {"name": "files/x27lu0k9zc2k", "displayName": "Sample audio", "mimeType": "audio/mpeg", "sizeBytes": "41762063",
             "createTime": "2025-02-14T22:33:33.377817Z", "expirationTime": "2025-02-16T22:33:33.359672295Z",
             "sha256Hash": "MGU3ZmFmZTE5ODRhZWQyNGMxNWJlMDc4OWEzNWU2MGM1YWYwYzczNzNiOWVkOWYyNjMxMzE2NzQwYTRiOWVlNg==",
             "uri": "https://generativelanguage.googleapis.com/v1beta/files/x27lu0k9zc2k", "state": "ACTIVE",
             "videoMetadata": {"videoDuration": "596s"}}
            """
        let file = try #require(RemoteFile(json: JSONValue(parsing: json)))
        #expect(file.sizeBytes == 41_762_063)
        #expect(file.sha256 == "0e7fafe1984aed24c15be0789a35e60c5af0c7373b9ed9f2631316740a4b9ee6")
        #expect(file.state == .active)
        #expect(file.videoDuration == 596)
        let life = try #require(file.expirationTime).timeIntervalSince(try #require(file.createTime))
        #expect(abs(life - 48 * 3600) < 1)
    }

    @Test func theListGoesFromPageToPage() async throws {
        let service = ScriptedTransport { sent, _ in
            sent.path.contains("pageToken=t%2F1")
                ? (200, [:], #"{"files": [{"name": "files/c"}]}"#)
                : (200, [:], #"{"files": [{"name": "files/a"}, {"name": "files/b"}], "nextPageToken": "t/1"}"#)
        }
        var names: [String] = []
        for try await file in GeminiClient.scripted(service).files.list(pageSize: 2) { names.append(file.name) }
        #expect(names == ["files/a", "files/b", "files/c"])
        #expect(service.sent.map(\.path) == ["/v1beta/files?pageSize=2", "/v1beta/files?pageSize=2&pageToken=t%2F1"])
    }

    @Test func aTokenThatComesBackEndsTheList() async throws {
        let service = ScriptedTransport(json: #"{"files": [{"name": "files/a"}], "nextPageToken": "same"}"#)
        var count = 0
        for try await _ in GeminiClient.scripted(service).files.list() { count += 1 }
        #expect(count == 2)
    }

    @Test(arguments: [403, 404])
    func deletingWhatIsGoneIsDone(status: Int) async throws {
        let body =
            #"{"error":{"code":\#(status),"message":"You do not have permission to access the File a or it may not exist."}}"#
        let service = ScriptedTransport { _, _ in (status, [:], body) }
        try await GeminiClient.scripted(service).files.delete("files/a")
        #expect(service.sent.count == 1)
    }

    @Test func waitsLessAndLessOftenUntilTheFileIsReady() async throws {
        let pauses = Pauses()
        let service = ScriptedTransport { _, number in
            (200, [:], #"{"name": "files/a", "state": "\#(number < 3 ? "PROCESSING" : "ACTIVE")"}"#)
        }
        let gemini = GeminiClient.scripted(service, pauses: pauses)
        let file = try await gemini.files.waitUntilActive(
            RemoteFile(fields: ["name": "files/a", "state": "PROCESSING"])
        )
        #expect(file.state == .active)
        #expect(pauses.all == [.milliseconds(500), .milliseconds(750), .milliseconds(1125), .milliseconds(1687.5)])
    }

    @Test func aFileThatFailedCarriesTheServicesReason() async throws {
        let service = ScriptedTransport(
            json: #"{"name": "files/a", "state": "FAILED", "error": {"code": 13, "message": "bad frames"}}"#
        )
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).files
                .waitUntilActive(RemoteFile(fields: ["name": "files/a", "state": "PROCESSING"]))
        }
        #expect(error?.kind == .processingFailed)
        #expect(error?.message.contains("bad frames") == true)
    }

    @Test func theWaitHasAnEnd() async throws {
        let service = ScriptedTransport(json: #"{"name": "files/a", "state": "PROCESSING"}"#)
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).files
                .waitUntilActive(RemoteFile(fields: ["name": "files/a", "state": "PROCESSING"]), within: .seconds(30))
        }
        #expect(error?.kind == .processingTimeout)
        #expect(service.sent.count < 20)
    }
}

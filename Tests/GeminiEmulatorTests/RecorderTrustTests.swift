import Foundation
import GeminiEmulator
import HTTPTypes
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// A recorder in front of a service that is not to be trusted.
@Suite struct RecorderTrustTests {
    let folder = TemporaryFolder()
    static let key = "very-secret-key"

    @Test(arguments: [
        "https://evil.example/upload?upload_id=1", "http://upstream.test/upload?upload_id=1",
        "https://upstream.test:444/upload?upload_id=1", "https://upstream.test.evil.example/u", "//evil.example/u", "u",
    ])
    func aSessionOnAnotherHostIsNotFollowed(address: String) async throws {
        let upstream = ScriptedTransport { _, _ in (200, ["X-Goog-Upload-URL": address], "") }
        let answer = try await desk(upstream).startUpload(size: 5)
        #expect(answer.status == 502)
        #expect(answer.header("x-goog-upload-url") == nil)
        #expect(upstream.sent.count == 1)
    }

    @Test func aSessionAtGoogleGetsNoKey() async throws {
        let upstream = ScriptedTransport { sent, number in
            number == 0
                ? (200, ["X-Goog-Upload-URL": "https://storage.googleapis.com/a%20b?upload_id=1"], "")
                : (200, ["X-Goog-Upload-Status": "active", "X-Goog-Upload-Size-Received": "0"], "")
        }
        let desk = try desk(upstream)
        let start = try await desk.startUpload(size: 5)
        let url = try #require(start.header("x-goog-upload-url").flatMap(URL.init(string:)))
        let headers = [("x-goog-upload-command", "query")]
        _ = try await desk.call(.post, "\(url.path)?\(url.query ?? "")", key: Self.key, headers: headers)
        let sent = try #require(upstream.sent.last)
        #expect(sent.request.authority == "storage.googleapis.com")
        #expect(sent.path == "/a%20b?upload_id=1")
        #expect(sent["x-goog-api-key"] == nil)
    }

    @Test func aRedirectIsNotHandedOn() async throws {
        let upstream = ScriptedTransport { _, _ in (307, ["Location": "https://evil.example/"], "") }
        let answer = try await desk(upstream).call(.get, "/v1beta/files")
        #expect(answer.status == 502)
        #expect(answer.header("location") == nil)
    }

    @Test func aSecondRecorderOnOneFolderIsRefused() async throws {
        let first = try desk(ScriptedTransport(json: "{}"))
        let error = #expect(throws: RuleError.self) { try desk(ScriptedTransport(json: "{}")) }
        #expect(error?.description.contains("another recorder") == true)
        _ = try await first.call(.get, "/v1beta/files")
    }

    @Test(arguments: ["http://upstream.test", "http://10.1.2.3"])
    func anUpstreamWithoutEncryptionIsRefused(base: String) throws {
        let base = try #require(URL(string: base))
        #expect(throws: RuleError.self) {
            try Emulator(recordingTo: folder.url, upstream: ScriptedTransport(json: "{}"), base: base)
        }
        _ = try Emulator(
            recordingTo: folder.url,
            upstream: ScriptedTransport(json: "{}"),
            base: base,
            allowsInsecureHTTP: true
        )
    }

    @Test func aKeyThatTheServiceRepeatsIsInNoFile() async throws {
        let texts = [
            Self.key, Data(Self.key.utf8).base64EncodedString(), #"\u0076ery-secret-key"#,
        ]
        let upstream = ScriptedTransport { sent, _ in
            (200, ["X-Echo": sent["x-goog-api-key"] ?? ""], "{\"a\": \"\(texts.joined(separator: " "))\"}")
        }
        _ = try await desk(upstream).call(.get, "/v1beta/files", key: Self.key)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(files.count == 1)
        for name in files {
            let text = try String(contentsOf: folder / name, encoding: .utf8)
            for secret in texts { #expect(!text.contains(secret), "\(text)") }
            #expect(!text.contains("secret-key"))
        }
    }

    @Test func aRecordedUploadIsTheSameUnderAnotherMadeUpName() async throws {
        let upstream = Desk()
        let base = try #require(URL(string: "https://upstream.test"))
        func upload(_ desk: Desk, _ name: String) async throws -> JSONValue {
            try await desk.upload([1, 2, 3], file: ["name": .string("files/sluice-\(name)")])
        }
        let recorder = Desk(try Emulator(recordingTo: folder.url, upstream: upstream.emulator, base: base))
        let recorded = try await upload(recorder, "first")
        let replayed = try await upload(Desk(try Emulator(replaying: folder.url)), "second")
        #expect(replayed == recorded)
    }

    private func desk(_ upstream: ScriptedTransport) throws -> Desk {
        let base = try #require(URL(string: "https://upstream.test"))
        return Desk(try Emulator(recordingTo: folder.url, upstream: upstream, base: base))
    }
}

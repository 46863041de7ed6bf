import Foundation
import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Testing

@Suite struct UploadTests {
    @Test func anUploadInOneRequestGivesAnActiveFile() async throws {
        let file = try await Desk().upload(Array("hello".utf8), file: ["display_name": "Hello"])
        #expect(file["state"] == "ACTIVE")
        #expect(file["sizeBytes"] == "5")
        #expect(file["displayName"] == "Hello")
        #expect(file["mimeType"] == "image/png")
        #expect(file["source"] == "UPLOADED")
        #expect(file["uri"]?.string?.hasPrefix("https://gemini.test/v1beta/files/") == true)
    }

    @Test func theHashIsBase64OfTheHexText() async throws {
        let file = try await Desk().upload(Array("hello".utf8))
        let hash = try #require(file["sha256Hash"]?.string.flatMap { Data(base64Encoded: $0) })
        let hex = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
        #expect(String(decoding: hash, as: UTF8.self) == hex)
    }

    @Test func timesHaveSixDigitsAndLifeIsTwoDays() async throws {
        let file = try await Desk().upload([1])
        let created = try #require(file["createTime"]?.string)
        #expect(created.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil)
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let expires = try format.parse(try #require(file["expirationTime"]?.string))
        #expect(abs(expires.timeIntervalSince(try format.parse(created)) - 48 * 3600) < 1)
    }

    @Test func chunksAreAddedUp() async throws {
        let desk = Desk { $0.chunkGranularity = 4 }
        let start = try await desk.startUpload(size: 10)
        #expect(start.header("x-goog-upload-chunk-granularity") == "4")
        let first = try await desk.chunk(start, "upload", offset: 0, Array("01234567".utf8))
        #expect(first.status == 200)
        #expect(first.header("x-goog-upload-status") == "active")
        let last = try await desk.chunk(start, "upload, finalize", offset: 8, Array("89".utf8))
        #expect(last.header("x-goog-upload-status") == "final")
        #expect(last.json["file"]?["sizeBytes"] == "10")
        #expect(desk.emulator.statistics.uploads == 1)
        #expect(desk.emulator.statistics.uploadedBytes == 10)
    }

    @Test func aQueryTellsHowMuchWasReceived() async throws {
        let desk = Desk { $0.chunkGranularity = 4 }
        let start = try await desk.startUpload(size: 10)
        _ = try await desk.chunk(start, "upload", offset: 0, Array("0123".utf8))
        let state = try await desk.chunk(start, "query")
        #expect(state.header("x-goog-upload-size-received") == "4")
        #expect(state.header("x-goog-upload-status") == "active")
    }

    @Test func aQueryAfterTheEndGivesTheFileAgain() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 1)
        let end = try await desk.chunk(start, "upload, finalize", offset: 0, [7])
        let state = try await desk.chunk(start, "query")
        #expect(state.header("x-goog-upload-status") == "final")
        #expect(state.json == end.json)
    }

    @Test func finalizeAloneEndsAnUpload() async throws {
        let desk = Desk { $0.chunkGranularity = 1 }
        let start = try await desk.startUpload(size: 2)
        _ = try await desk.chunk(start, "upload", offset: 0, [1, 2])
        #expect(try await desk.chunk(start, "finalize").json["file"]?["sizeBytes"] == "2")
    }

    @Test func aCancelledUploadTakesNothingMore() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 1)
        #expect(try await desk.chunk(start, "cancel").header("x-goog-upload-status") == "cancelled")
        #expect(try await desk.chunk(start, "upload, finalize", offset: 0, [1]).status == 400)
    }

    @Test func aWrongOffsetIsRefusedAndTellsTheRightOne() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 9)
        let answer = try await desk.chunk(start, "upload, finalize", offset: 3, [1])
        #expect(answer.status == 409)
        #expect(answer.header("x-goog-upload-size-received") == "0")
        #expect(desk.emulator.statistics.violations["wrong offset"] == 1)
    }

    @Test func aChunkThatIsNoMultipleMustBeTheLast() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 9)
        #expect(try await desk.chunk(start, "upload", offset: 0, [1, 2, 3]).status == 400)
        #expect(desk.emulator.statistics.violations["chunk granularity"] == 1)
    }

    @Test(arguments: [[UInt8](), [1], [1, 2, 3]])
    func fewerOrMoreBytesThanAnnouncedAreRefused(bytes: [UInt8]) async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 2)
        #expect(try await desk.chunk(start, "upload, finalize", offset: 0, bytes).status == 400)
    }

    @Test(
        arguments: [
            ["name": "abc"], ["name": "files/Abc"], ["name": "files/-abc"], ["name": "files/../x"], ["size_bytes": 3],
            ["mime_type": 7], ["colour": "red"], ["display_name": .string(String(repeating: "x", count: 513))],
        ] as [JSONObject]
    )
    func aBadStartIsRefused(file: JSONObject) async throws {
        #expect(try await Desk().startUpload(size: 2, file: file).status == 400)
    }

    @Test func aChosenNameIsKeptAndCannotBeTakenTwice() async throws {
        let desk = Desk()
        #expect(try await desk.upload([1], file: ["name": "files/my-id"])["name"] == "files/my-id")
        #expect(try await desk.startUpload(size: 1, file: ["name": "files/my-id"]).status == 409)
    }

    @Test func aFileLargerThanTheLimitIsRefusedAtTheStart() async throws {
        #expect(try await Desk().startUpload(size: 1 + 2 << 30).status == 400)
    }

    @Test func aVideoIsProcessedForAsLongAsTold() async throws {
        let slow = Desk { $0.videoProcessing = .seconds(3600) }
        #expect(try await slow.upload([1], type: "video/mp4")["state"] == "PROCESSING")
        #expect(try await slow.upload([1], type: "image/png")["state"] == "ACTIVE")
        #expect(try await Desk().upload([1], type: "video/mp4")["state"] == "ACTIVE")
    }

    @Test func aDeletedFileLeavesNoBytesBehind() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "emulator-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            let desk = Desk { $0.storage = folder }
            let file = try await desk.upload(Array("abc".utf8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
            let name = try #require(file["name"]?.string)
            #expect(try await desk.call(.delete, "/v1beta/\(name)").status == 200)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
        #expect(FileManager.default.fileExists(atPath: folder.path))
    }
}

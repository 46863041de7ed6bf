import Foundation
import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Testing

/// Parts of the API that few clients meet: long answers, uploads in one request, token counts, bytes of a wrong type.
@Suite struct SurfaceTests {
    static let question = "Tell me about tides, please, and take your time."

    func hop(_ desk: Desk, _ change: JSONObject) async throws -> JSONValue {
        var body: JSONObject = ["model": "gemini-3.5-flash", "input": .string(Self.question)]
        body.merge(change)
        if body["input"] == .null { body["input"] = nil }
        let answer = try await desk.create(.object(body))
        #expect(answer.status == 200, "\(answer.message)")
        return answer.json
    }

    @Test(arguments: [true, false])
    func aLongAnswerComesInHops(isStored: Bool) async throws {
        let whole = try await Desk().ask([["type": "text", "text": .string(Self.question)]])
        let desk = Desk { $0.decodeLimit = 9 }
        var json = try await hop(desk, ["store": isStored.json])
        var text = ""
        var hops = 1
        while true {
            text += json["steps"]?.array?.last?["content"]?[0]?["text"]?.string ?? ""
            guard let token = json["continuation_token"] else { break }
            #expect(json["status"] == "requires_continuation")
            var next: JSONObject = ["store": isStored.json, "continuation_token": token]
            if isStored {
                next["input"] = .null
                next["previous_interaction_id"] = json["id"]
            }
            json = try await hop(desk, next)
            hops += 1
        }
        #expect(json["status"] == "completed")
        #expect(hops > 2)
        #expect(text == whole)
        guard isStored else { return }
        let more = try await hop(desk, ["input": "And?", "previous_interaction_id": json["id"] ?? .null])
        #expect(more["steps"]?.array?.last?["content"]?[0]?["text"]?.string?.isEmpty == false)
    }

    @Test(
        arguments: [
            ["store": true], ["store": true, "input": .null], ["store": false, "previous_interaction_id": "v1_x"],
            ["store": true, "input": .null, "previous_interaction_id": "v1_other"],
        ] as [JSONObject]
    )
    func aContinuationOfTheWrongFormIsRefused(change: JSONObject) async throws {
        let desk = Desk { $0.decodeLimit = 4 }
        let first = try await hop(desk, [:])
        var body: JSONObject = ["model": "gemini-3.5-flash", "input": "x"]
        body["continuation_token"] = first["continuation_token"]
        body.merge(change)
        #expect(try await desk.create(.object(body)).status == 400)
        #expect(desk.emulator.statistics.violations == ["continuation": 1])
    }

    @Test func aStreamEndsItsHopWithAToken() async throws {
        let desk = Desk { $0.decodeLimit = 4 }
        let answer = try await desk.create(["model": "gemini-3.5-flash", "input": "hi", "stream": true])
        let text = String(decoding: answer.bytes, as: UTF8.self)
        #expect(text.contains(#""status":"requires_continuation""#))
        #expect(text.contains(#""continuation_token":""#))
    }

    func multipart(_ desk: Desk, _ body: String, _ type: String = "multipart/related; boundary=b1") async throws
        -> Answer
    {
        try await desk.call(
            .post,
            "/upload/v1beta/files",
            headers: [("x-goog-upload-protocol", "multipart"), ("content-type", type)],
            body: Array(body.utf8)
        )
    }

    @Test(arguments: ["hello", "", "--b1 is not the end\r\n--b", String(repeating: "\r\n--b0", count: 30_000)])
    func anUploadInTwoPartsIsAFile(bytes: String) async throws {
        let answer = try await multipart(
            Desk(),
            """
            --b1\r\nContent-Type: application/json\r\n\r\n{"file":{"display_name":"D"}}\r\n\
            --b1\r\nContent-Type: text/plain\r\n\r\n\(bytes)\r\n--b1--\r\n
            """
        )
        #expect(answer.status == 200, "\(answer.message)")
        #expect(answer.json["file"]?["sizeBytes"]?.string == String(bytes.utf8.count))
        #expect(answer.json["file"]?["displayName"] == "D")
        #expect(answer.json["file"]?["mimeType"] == "text/plain")
    }

    @Test(arguments: [
        ("", "multipart/related; boundary=b1"),
        ("--b1\r\n\r\n{}\r\n--b1\r\n\r\nno end", "multipart/related; boundary=b1"),
        ("x", "multipart/related"), ("x", "text/plain"),
    ])
    func twoPartsThatAreNoneAreRefused(body: String, type: String) async throws {
        let desk = Desk()
        #expect(try await multipart(desk, body, type).status == 400)
        #expect(desk.emulator.statistics.violations == ["multipart": 1])
        #expect(desk.emulator.statistics.uploads == 0)
    }

    @Test func bytesAloneAreAFileToo() async throws {
        let headers = [("x-goog-upload-protocol", "raw"), ("content-type", "text/csv")]
        let answer = try await Desk().call(.post, "/upload/v1/files", headers: headers, body: Array("a,b".utf8))
        #expect(answer.json["file"]?["mimeType"] == "text/csv")
        #expect(answer.json["file"]?["sizeBytes"] == "3")
    }

    @Test func tokensAreCountedBeforeTheyArePaid() async throws {
        let data = Data(try [UInt8].sample("images/coffee.webp")).base64EncodedString()
        let body: JSONValue = [
            "contents": [
                [
                    "role": "user",
                    "parts": [["text": "1234"], ["inlineData": ["mimeType": "image/webp", "data": .string(data)]]],
                ]
            ]
        ]
        let desk = Desk()
        let answer = try await desk.call(.post, "/v1/models/gemini-3.5-flash:countTokens", body: body.serialized())
        #expect(answer.json["totalTokens"] == 1121)
        #expect(answer.json["promptTokensDetails"]?[1] == ["modality": "IMAGE", "tokenCount": 1120])
        #expect(desk.emulator.statistics.generations == 0)
        #expect(try await desk.call(.post, "/v1/models/gpt:countTokens", body: body.serialized()).status == 404)
        #expect(
            try await desk.call(.post, "/v1/models/gemini-3.5-flash:countTokens", body: Array("{}".utf8)).status == 400
        )
    }

    @Test func aFilmTellsItsLength() async throws {
        let film = try await Desk().upload(.sample("video/deep-field.mp4"), type: "video/mp4")
        #expect(film["videoMetadata"]?["videoDuration"]?.string?.wholeMatch(of: /[1-9]\d*s/) != nil)
        #expect(film["state"] == "ACTIVE")
        let picture = try await Desk().upload(.sample("images/coffee.webp"), type: "image/webp")
        #expect(picture["videoMetadata"] == nil)
    }

    @Test func aPictureThatIsSentAsAFilmFails() async throws {
        let desk = Desk()
        let file = try await desk.upload(.sample("images/coffee.webp"), type: "video/mp4")
        #expect(file["state"] == "FAILED")
        #expect(file["error"]?["code"] == 3)
        let answer = try await desk.create([
            "model": "gemini-3.5-flash", "input": [["type": "video", "uri": file["uri"] ?? .null]],
        ])
        #expect(answer.json["error"]?["status"] == "FAILED_PRECONDITION")
    }

    @Test(arguments: [
        ("images/coffee.webp", "audio", "audio/wav"), ("images/coffee.webp", "document", "application/pdf"),
        ("images/coffee.webp", "document", "text/plain"), ("documents/field-notes.pdf", "image", "image/png"),
        ("audio/not-ill-disposed.mp3", "video", "video/mp4"), ("audio/more-amiable-woman.flac", "image", "image/jpeg"),
    ])
    func bytesThatContradictTheirTypeAreRefused(name: String, kind: String, type: String) async throws {
        let bytes = try [UInt8].sample(name)
        let inline: JSONValue = [
            "type": .string(kind), "mime_type": .string(type), "data": .string(Data(bytes).base64EncodedString()),
        ]
        let desk = Desk()
        #expect(try await desk.create(["model": "gemini-3.5-flash", "input": [inline]]).status == 400)
        #expect(desk.emulator.statistics.violations == ["contradicting bytes": 1])
        let trusting = Desk { $0.checksBytes = false }
        #expect(try await trusting.create(["model": "gemini-3.5-flash", "input": [inline]]).status == 200)
    }

    @Test(arguments: [
        ("images/astronaut.jpg", "image/jpeg"), ("images/harbour-sign.png", "image/png"),
        ("images/coffee.webp", "image/webp"), ("audio/not-ill-disposed.mp3", "audio/mpeg"),
        ("audio/more-amiable-woman.flac", "audio/flac"), ("video/deep-field.mp4", "video/mp4"),
        ("documents/field-notes.pdf", "application/pdf"),
    ])
    func bytesOfTheirTypeAreTaken(name: String, type: String) async throws {
        let desk = Desk()
        let file = try await desk.upload(.sample(name), type: type)
        let kind = type.hasPrefix("application") ? "document" : String(type.prefix { $0 != "/" })
        let block: JSONValue = ["type": .string(kind), "uri": file["uri"] ?? .null, "mime_type": .string(type)]
        #expect(try await desk.create(["model": "gemini-3.5-flash", "input": [block]]).status == 200)
    }

    @Test func aFileIsGoneWhenItsTimeIsOver() async throws {
        let desk = Desk { $0.fileLife = .zero }
        let file = try await desk.upload([1])
        #expect(try await desk.call(.get, "/v1/\(file["name"]?.string ?? "")").status == 403)
        #expect(try await desk.call(.get, "/v1/files").json == [:])
    }

    @Test(arguments: [
        ("POST", "/v1/models/gemini-3.5-flash:generateContent"), ("GET", "/v1beta/cachedContents"),
        ("POST", "/v1beta/models/gemini-3.5-flash:batchGenerateContent"), ("POST", "/v1beta/fileSearchStores"),
        ("GET", "/v1/batches/b"), ("GET", "/v1/operations/o"),
    ])
    func whatTheServiceHasAndTheEmulatorHasNotIsSaidSo(method: String, path: String) async throws {
        let desk = Desk()
        let answer = try await desk.call(method == "GET" ? .get : .post, path)
        #expect(answer.status == 501)
        #expect(answer.json["error"]?["status"] == "UNIMPLEMENTED")
        #expect(desk.emulator.statistics.violations == ["unimplemented": 1])
    }

    @Test func anUploadedFileCannotBeDownloaded() async throws {
        let desk = Desk()
        let name = try await desk.upload([1])["name"]?.string ?? ""
        let answer = try await desk.call(.get, "/v1beta/\(name):download?alt=media")
        #expect(answer.json["error"]?["status"] == "FAILED_PRECONDITION")
        #expect(try await desk.call(.get, "/v1beta/files/none:download?alt=media").status == 403)
        #expect(desk.emulator.statistics.calls["files.download"] == 2)
        #expect(desk.emulator.statistics.violations == ["no download": 1, "missing file": 1])
    }

    @Test(
        arguments: [
            (nil, #"{"uris":["gs://b/o"]}"#, 401, "no OAuth"),
            ("Bearer t", #"{"uris":["gs://b/o"]}"#, 501, "unimplemented"),
            ("Bearer t", #"{"uris":["https://b/o"]}"#, 400, "unsupported uri"),
            ("Bearer t", "{}", 400, "unsupported uri"),
            ("Bearer t", #"{"urls":[]}"#, 400, "unknown field"), ("Bearer t", "", 400, "malformed JSON"),
        ] as [(String?, String, Int, String)]
    )
    func filesAreRegisteredByWhoHasMoreThanAKey(
        bearer: String?,
        body: String,
        status: Int,
        violation: String
    ) async throws {
        let desk = Desk()
        let headers = bearer.map { [("authorization", $0)] } ?? []
        let answer = try await desk.call(.post, "/v1/files:register", headers: headers, body: Array(body.utf8))
        #expect(answer.status == status)
        #expect(desk.emulator.statistics.violations == [violation: 1])
    }

    @Test func modelsComeInPages() async throws {
        var names: [JSONValue?] = []
        var token = ""
        repeat {
            let page = try await Desk().call(.get, "/v1/models?pageSize=4&pageToken=\(token)").json
            let models = page["models"]?.array ?? []
            #expect(models.count <= 4)
            names += models.map { $0["name"] }
            token = page["nextPageToken"]?.string ?? ""
        } while !token.isEmpty
        let all = try await Desk().call(.get, "/v1/models").json["models"]?.array ?? []
        #expect(names == all.map { $0["name"] })
        #expect(try await Desk().call(.get, "/v1/models?pageToken=none").status == 400)
    }

    @Test func theAddressOfAFileIsTakenForItsName() async throws {
        let desk = Desk()
        let name = try await desk.upload([1])["name"]?.string ?? ""
        let path = "/v1/files/http://127.0.0.1:8787/v1beta/\(name)"
        #expect(try await desk.call(.get, path).json["name"]?.string == name)
        #expect(try await desk.call(.delete, path).status == 200)
    }
}

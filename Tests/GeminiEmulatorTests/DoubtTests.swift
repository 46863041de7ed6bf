import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Testing

/// What the documentation leaves open is a switch, and each is seen in what a client gets.
@Suite struct DoubtTests {
    static func desk(_ choices: String...) throws -> Desk {
        var options = EmulatorOptions()
        options.tools = .none
        for choice in choices { try options.settle(choice) }
        return Desk(Emulator(options))
    }

    static let ask: JSONValue = ["model": "gemini-3.5-flash", "input": "hi"]

    @Test func everyDoubtHasANameOfItsOwnAndTakesItsDefault() throws {
        #expect(Set(Doubt.all.map(\.name)).count == Doubt.all.count)
        var options = EmulatorOptions()
        for doubt in Doubt.all {
            try options.settle("\(doubt.name)=\(doubt.standard)")
            #expect(throws: RuleError.self) { try options.settle("\(doubt.name)=perhaps") }
        }
    }

    @Test(arguments: ["", "event-ids", "nothing=yes", "event-ids=", "chunk-granularity=0", "offset-mismatch=200"])
    func whatNobodyDoubtsIsRefused(choice: String) {
        var options = EmulatorOptions()
        #expect(throws: RuleError.self) { try options.settle(choice) }
    }

    @Test(arguments: [
        ("error-shape=named", #"{"error":{"code":"permission_denied""#), ("error-shape=rpc", #"{"error":{"code":403"#),
        ("error-shape=array", #"[{"error":{"code":403"#), ("missing-file=404", #"{"error":{"code":404"#),
    ])
    func aMissingFileIsToldInItsShape(choice: String, beginning: String) async throws {
        let answer = try await Self.desk(choice).call(.get, "/v1/files/none")
        #expect(String(decoding: answer.bytes, as: UTF8.self).hasPrefix(beginning))
    }

    @Test(arguments: [
        ("error-shape=mixed", #"{"error":{"code":"not_found""#), ("error-shape=rpc", #""status":"NOT_FOUND""#),
    ])
    func aMissingInteractionIsToldInItsShape(choice: String, text: String) async throws {
        let answer = try await Self.desk(choice).call(.get, "/v1/interactions/v1_none")
        #expect(String(decoding: answer.bytes, as: UTF8.self).contains(text))
    }

    @Test(arguments: [("rpc", 403), ("array", 403), ("authentication", 401)])
    func aMissingKeyHasItsStatus(shape: String, status: Int) async throws {
        #expect(try await Self.desk("key-refusal=\(shape)").call(.get, "/v1/files", key: nil).status == status)
    }

    @Test(arguments: ["created", "updated", "usage"])
    func membersCanBeMissing(name: String) async throws {
        #expect(try await Self.desk().create(Self.ask).json[name] != nil)
        let desk = try Self.desk("\(name)=no")
        let answer = try await desk.create(Self.ask)
        #expect(answer.status == 200)
        #expect(answer.json[name] == nil)
        #expect(try await desk.call(.get, "/v1/interactions/\(answer.json["id"]?.string ?? "")").json[name] == nil)
        let stream = try await desk.create(["model": "gemini-3.5-flash", "input": "hi", "stream": true])
        #expect(!String(decoding: stream.bytes, as: UTF8.self).contains("\"\(name)\":"))
    }

    @Test func whatIsNotStoredMayHaveNoID() async throws {
        let body: JSONValue = ["model": "gemini-3.5-flash", "input": "hi", "store": false]
        let desk = try Self.desk("id-without-store=no")
        #expect(try await desk.create(body).json["id"] == nil)
        #expect(try await desk.create(Self.ask).json["id"] != nil)
    }

    @Test func noStepsMayBeNoList() async throws {
        let plan = try FaultPlan(["faults": [["do": ["generate": "failed"]]]])
        for (choice, isThere) in [("empty-steps=yes", true), ("empty-steps=no", false)] {
            let desk = try Self.desk(choice)
            desk.emulator.setFaults(plan)
            #expect((try await desk.create(Self.ask).json["steps"] != nil) == isThere)
        }
    }

    @Test func anAnswerMayNeedItsThought() async throws {
        let desk = try Self.desk("thought-signatures=yes")
        let steps = try await desk.create(Self.ask).json["steps"]?.array ?? []
        let said: JSONValue = ["type": "user_input", "content": "hi"]
        func replay(_ steps: [JSONValue]) async throws -> Answer {
            try await desk.create([
                "model": "gemini-3.5-flash", "store": false, "input": .array([said] + steps + [said]),
            ])
        }
        #expect(try await replay(steps).status == 200)
        #expect(try await replay([steps[1]]).json["error"]?["code"] == "missing_thought_signature")
        #expect(try await replay([["type": "thought"], steps[1]]).status == 400)
        #expect(desk.emulator.statistics.violations == ["missing thought": 2])
    }

    @Test func aBareSchemaMayBeRefused() async throws {
        let body: JSONValue = ["model": "gemini-3.5-flash", "input": "hi", "response_format": ["type": "object"]]
        #expect(try await Self.desk().create(body).status == 200)
        let desk = try Self.desk("bare-schema=no")
        #expect(try await desk.create(body).status == 400)
        #expect(desk.emulator.statistics.violations == ["response format": 1])
    }

    @Test(
        arguments: [
            ("event-ids", "\"event_id\"", true),
            ("content-in-start", #""step":{"type":"model_output","content""#, false),
            ("delta-types", #""type":"text""#, true), ("keep-alives", ": a comment", false),
        ] as [(String, String, Bool)]
    )
    func streamsHaveTheirForm(name: String, text: String, isUsual: Bool) async throws {
        for answer in ["yes", "no"] {
            let desk = try Self.desk("\(name)=\(answer)")
            let stream = try await desk.create(["model": "gemini-3.5-flash", "input": "hi", "stream": true])
            #expect(String(decoding: stream.bytes, as: UTF8.self).contains(text) == (answer == "yes"))
        }
    }

    @Test func anErrorEventMayBeTheLast() async throws {
        let plan = try FaultPlan(["faults": [["do": ["stream": ["error": "api_error"]]]]])
        for (choice, isThere) in [("done-after-error=yes", true), ("done-after-error=no", false)] {
            let desk = try Self.desk(choice)
            desk.emulator.setFaults(plan)
            let stream = try await desk.create(["model": "gemini-3.5-flash", "input": "hi", "stream": true])
            #expect(String(decoding: stream.bytes, as: UTF8.self).contains("[DONE]") == isThere)
        }
    }

    @Test func chunksHaveTheGranularityThatIsSaid() async throws {
        let desk = try Self.desk("chunk-granularity=3")
        let start = try await desk.startUpload(size: 4)
        #expect(start.header("x-goog-upload-chunk-granularity") == "3")
        #expect(try await desk.chunk(start, "upload", offset: 0, [1, 2, 3]).status == 200)
    }

    @Test func uploadsAreRefusedAsSaid() async throws {
        let offset = try Self.desk("offset-mismatch=416")
        let start = try await offset.startUpload(size: 9)
        #expect(try await offset.chunk(start, "upload, finalize", offset: 3, [1]).status == 416)
        let name = try Self.desk("taken-name=400")
        _ = try await name.upload([1], file: ["name": "files/a"])
        #expect(try await name.startUpload(size: 1, file: ["name": "files/a"]).status == 400)
        let empty = try Self.desk("empty-files=no")
        let none = try await empty.startUpload(size: 0)
        #expect(try await empty.chunk(none, "upload, finalize", offset: 0).status == 400)
        #expect(empty.emulator.statistics.violations == ["empty file": 1])
        #expect(try await Self.desk("put-chunks=no").call(.put, "/upload/v1/files?upload_id=x").status == 405)
        #expect(try await Self.desk("file-limit=8").startUpload(size: 9).status == 400)
    }

    @Test func requestsHaveTheLimitThatIsSaid() async throws {
        let answer = try await Self.desk("request-limit=20").create(Self.ask)
        #expect(answer.message == "Request payload size exceeds the limit: 20 bytes.")
    }
}

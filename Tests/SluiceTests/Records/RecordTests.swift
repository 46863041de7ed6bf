import Foundation
import Sluice
import StructuredJSON
import TestSupport
import Testing

struct RecordTests {
    private static func record() -> Record {
        var source = Record.Source(
            path: "trip/cat.jpg",
            bytes: 3,
            sha256: "00",
            modified: Date(timeIntervalSince1970: 60)
        )
        source.mimeType = .jpeg
        source.modality = .image
        source.notes = ["its name is odd"]
        var record = Record(
            source: [source],
            recipe: .init(name: "test", sha256: "11", model: "gemini-3.5-flash"),
            started: Date(timeIntervalSince1970: 0)
        )
        record.key = "k"
        record.turns = [.init(text: "{}", interactionID: "i", status: "completed", part: 0..<60)]
        record.output = .init(text: "{}", data: ["title": "A cat", "day": "2026-11-28"])
        record.usage = TokenUsage(fields: ["total_tokens": 12])
        record.cost = 0.5
        record.uploads = [.init(name: "files/1", uri: "https://x/files/1", reused: true)]
        record.attempts = 2
        record.timing.generate = 40
        return record
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let folder = TemporaryFolder()
        let record = Self.record()
        let read = try Record(contentsOf: folder.write(Data(record.serialized()), to: "cat.jpg.json"))
        #expect(read == record)
        #expect(read.status == .completed)
        #expect(read.source[0].modality == .image)
        #expect(read.source[0].modified == Date(timeIntervalSince1970: 60))
        #expect(read.turns[0].part == 0..<60)
        #expect(read.usage?.totalTokens == 12)
        #expect(read.uploads[0].reused)
        #expect(read.timing.generate == 40)
    }

    @Test func membersThatAreNotKnownAreKept() throws {
        var json = Self.record().json.object ?? [:]
        json["reviewed"] = ["by": "Ann"]
        json["source"] = [["path": "a.jpg", "camera": "X100"]]
        var record = try Record(json: .object(json))
        record.attempts = 9
        #expect(record["reviewed"]?["by"] == "Ann")
        #expect(record.source[0].fields["camera"] == "X100")
        record.source = record.source
        let again = try Record(parsing: record.serialized())
        #expect(again["reviewed"]?["by"] == "Ann")
        #expect(again.source[0].fields["camera"] == "X100")
    }

    @Test func aRecordThatSaysLittleIsRead() throws {
        let record = try Record(json: ["schema_version": 1, "status": "completed", "source": []])
        #expect(record.turns.isEmpty)
        #expect(record.output == nil)
        #expect(record.recipe.model.isEmpty)
        #expect(record.timing.started == nil)
    }

    @Test(
        arguments: [
            ("", RecordError.Kind.notJSON, "it is empty"),
            (#"{"schema_version": 1, "#, .notJSON, "byte"),
            ("[]", .notRecord, "no record"),
            (#"{"schema_version": 1, "status": "completed"}"#, .notRecord, "no record"),
            (#"{"schema_version": 2, "status": "completed", "source": []}"#, .newer, "format 2"),
            (
                #"{"schema_version": 1, "status": "completed", "source": [{"bytes": "3"}]}"#, .wrongType,
                "source[0].bytes"
            ),
            (
                #"{"schema_version": 1, "status": "completed", "source": [], "output": {"segments": [{"start": "x"}]}}"#,
                .wrongType, "output.segments[0].start is not a number"
            ),
            (#"{"schema_version": 1, "status": "completed", "source": [], "attempts": 1.5}"#, .wrongType, "an integer"),
            (
                #"{"schema_version": 1, "status": "failed", "source": [], "error": "no"}"#, .wrongType,
                "error is not an object"
            ),
        ] as [(String, RecordError.Kind, String)]
    )
    func whatIsDamagedIsOneErrorThatSaysWhere(text: String, kind: RecordError.Kind, message: String) {
        let error = #expect(throws: RecordError.self) { try Record(parsing: Array(text.utf8)) }
        #expect(error?.kind == kind)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test func aURLOfAnotherMachineIsNotRead() throws {
        let url = try #require(URL(string: "https://example.com/a.json"))
        #expect(throws: RecordError.self) { try Record(contentsOf: url) }
    }

    @Test func theAnswerIsDecoded() throws {
        struct Card: Decodable {
            let title: String
            let day: Date
        }
        let card = try Self.record().decoded(as: Card.self)
        #expect(card.title == "A cat")
        #expect(card.day == Date(timeIntervalSince1970: 1_795_824_000))
    }

    @Test func aFailedItemHasNoAnswerToDecode() throws {
        var record = Self.record()
        record.fail(Failure(kind: .blocked, message: "Refused", hint: "ask otherwise"))
        #expect(record.status == .failed)
        #expect(record.output == nil)
        let read = try Record(parsing: record.serialized())
        #expect(read.error == Failure(kind: .blocked, message: "Refused", hint: "ask otherwise"))
        let error = #expect(throws: RecordError.self) { try read.decoded(as: [String: String].self) }
        #expect(error?.kind == .noData)
    }

    @Test func everyRecordFitsTheSchemaThatIsMadeFromTheSameTable() throws {
        let schema = try JSONSchema(Record.schema)
        var records = [Self.record(), Self.record()]
        records[1].fail(Failure(kind: .network, message: "No line"))
        for record in records { #expect(schema.violations(of: record.json).isEmpty) }
        var extra = Self.record().json.object ?? [:]
        extra["colour"] = "red"
        #expect(!schema.violations(of: .object(extra)).isEmpty)
    }

    @Test func aKindOfFailureThatIsNotKnownIsKept() throws {
        var json = Self.record().json.object ?? [:]
        json["status"] = "failed"
        json["error"] = ["kind": "from_tomorrow", "message": "New"]
        #expect(try Record(json: .object(json)).error?.kind.rawValue == "from_tomorrow")
    }
}

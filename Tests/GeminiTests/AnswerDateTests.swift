import Foundation
import Gemini
import StructuredJSON
import TestSupport
import Testing

/// A `Date` is what the shorthand's `date` and `datetime` are.
struct AnswerDateTests {
    private struct Photo: StructuredOutput, Encodable, Equatable {
        let taken: Date
        let day: Date?
        static let schema: JSONSchema = "taken datetime, day date?"
    }

    @Test func comesOutOfAnAnswer() async throws {
        let text = #"{\"taken\": \"2026-11-28T10:30:00.25+01:00\", \"day\": \"2026-11-28\"}"#
        let service = ScriptedTransport(
            json:
                #"{"status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "\#(text)"}]}]}"#
        )
        let photo = try await GeminiClient.scripted(service).interactions.create(
            model: "m",
            input: "hi",
            as: Photo.self
        )
        #expect(photo.taken == Date(timeIntervalSince1970: 1_795_858_200.25))
        #expect(photo.day == Date(timeIntervalSince1970: 1_795_824_000))
    }

    @Test(
        arguments: [
            ("2026-11-28", 1_795_824_000), ("2026-11-28T00:00:00Z", 1_795_824_000),
            ("2026-11-28t01:00:00+01:00", 1_795_824_000),
            ("2026-11-27 23:30:00-00:30", 1_795_824_000), ("2026-11-28T00:00:00.5Z", 1_795_824_000.5),
            ("2026-11-28T00:00:00.123456Z", 1_795_824_000.123456), ("1969-12-31T23:59:59.5Z", -0.5), ("1970-01-01", 0),
            ("2024-02-29", 1_709_164_800), ("0001-01-01", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
            ("2016-12-31T23:59:60Z", 1_483_228_800),
        ] as [(String, Double)]
    )
    func isReadAsRFC3339HasIt(text: String, seconds: Double) throws {
        let date = try AnswerJSON.decode(Date.self, from: .string(text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-6)
    }

    @Test(arguments: [
        "2026-11-31", "2025-02-29", "2026-11-28T10:00:00", "2026-11-28T25:00:00Z", "10:00:00Z", "soon", "",
        "28.11.2026",
        "2026-11-28T", "2026-11-28Z", "2026-11-28T10:00Z", "٢٠٢٦-11-28",
    ])
    func isNotGuessed(text: String) {
        #expect(throws: DecodingError.self) { try AnswerJSON.decode(Date.self, from: .string(text)) }
    }

    @Test func isNoNumber() {
        #expect(throws: DecodingError.self) { try AnswerJSON.decode(Date.self, from: 1_795_824_000) }
    }

    @Test(arguments: [0, 0.25, 1_795_824_000.123456, -0.75, 1e9 + 1e-6, -62_135_596_800, 817_517_400.000001])
    func isWrittenAsItIsRead(seconds: Double) throws {
        let photo = Photo(taken: Date(timeIntervalSince1970: seconds), day: nil)
        let json = try AnswerJSON.encode(photo)
        #expect(Photo.schema.violations(of: json).isEmpty)
        #expect(try AnswerJSON.decode(Photo.self, from: json) == photo)
    }

    @Test func isWrittenWithoutAFractionThatItHasNot() throws {
        #expect(try AnswerJSON.encode(Date(timeIntervalSince1970: 1_795_824_000)) == "2026-11-28T00:00:00Z")
        #expect(try AnswerJSON.encode(Date(timeIntervalSince1970: 1_795_824_000.5)) == "2026-11-28T00:00:00.5Z")
        #expect(throws: EncodingError.self) { try AnswerJSON.encode(Date.distantPast.addingTimeInterval(-1e12)) }
    }
}

import Foundation
import Sluice
import StructuredJSON
import Testing

struct TranscriptValueTests {
    private static let talk = Transcript(segments: [
        .init(start: 0.5, end: 3, speaker: "Ann", text: "The boats are in."),
        .init(
            start: 6,
            end: 8.5,
            speaker: "Ben",
            text: "Then nobody is missing.",
            words: [.init(start: 6, end: 6.5, text: "Then")]
        ),
    ])

    private static func record(_ transcript: Transcript) -> Record {
        var record = Record(
            source: [.init(path: "talk.mp3")],
            recipe: .init(name: "test", sha256: "11", model: "gemini-3.5-flash")
        )
        record.output = .init(text: "…", transcript: transcript)
        return record
    }

    @Test func comesBackFromARecord() throws {
        var talk = Self.talk
        talk.duration = 9
        talk.problems = ["words whose times go backwards"]
        let record = try Record(parsing: Self.record(talk).serialized())
        #expect(Transcript(record: record) == talk)
        #expect(record.transcript == talk)
    }

    @Test func isSubtitlesATableAndText() {
        let talk = Self.talk
        #expect(talk.srt().hasPrefix("1\n00:00:00,500 --> 00:00:03,000\nAnn: The boats are in.\n"))
        #expect(talk.vtt().hasPrefix("WEBVTT\n\n00:00:00.500 --> 00:00:03.000\n<v Ann>The boats are in.</v>\n"))
        #expect(talk.tsv().hasPrefix("start\tend\tspeaker\ttext\n0.500\t3.000\tAnn\tThe boats are in."))
        #expect(talk.text() == "Ann: The boats are in.\n\nBen: Then nobody is missing.")
    }

    @Test func aSegmentThatCannotBeReadIsAProblem() throws {
        var json = Self.record(Self.talk).json.object ?? [:]
        json["output"] = ["text": "…", "data": nil, "segments": [["start": 1, "end": 2, "text": "a"], ["start": 3]]]
        let transcript = try #require(try Record(json: .object(json)).transcript)
        #expect(transcript.segments.count == 1)
        #expect(transcript.problems == ["1 segments of the record cannot be read"])
    }
}

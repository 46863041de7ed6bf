import Sluice
import StructuredJSON
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct TimedSegmentsTests {
    @Test(
        arguments: [
            ("12.5", 12.5), ("12.5s", 12.5), ("2:05", 125), ("01:02:05.250", 3725.25), ("01:02:05,250", 3725.25),
            ("0", 0),
            ("soon", nil), ("-1", nil), ("1:2:3:4", nil), ("", nil),
        ] as [(String, Double?)]
    )
    func timesAreReadAsPeopleWriteThem(text: String, seconds: Double?) {
        #expect(TimeText.seconds(text) == seconds)
    }

    @Test(arguments: [
        (0.0, "00:00:00.000"), (59.9996, "00:01:00.000"), (3725.25, "01:02:05.250"), (360_000, "100:00:00.000"),
    ])
    func timesAreWrittenToTheMillisecond(seconds: Double, text: String) {
        #expect(TimeText.stamp(seconds) == text)
    }

    @Test(arguments: [
        #"{"segments":[{"start":1,"end":2,"speaker":"A","text":"Hi"}]}"#,
        #"{"n":1,"lines":[{"start_time":"00:01","end_time":"00:02","speaker":"A","text":" Hi\n"}]}"#,
        #"[{"begin":"1s","stop":"2s","name":"A","content":"Hi"}]"#,
    ])
    func aListOfTimedTextsIsATranscript(json: String) throws {
        let timed = try #require(TimedSegments(JSONValue(parsing: json)))
        #expect(timed.segments == [.init(start: 1, end: 2, speaker: "A", text: "Hi")])
        #expect(timed.problems.isEmpty)
    }

    @Test(arguments: [
        #"{"title":"x","tags":["a"]}"#, #"{"scenes":[{"start":1,"end":2,"what":"a door"}]}"#, #""text""#, "[]",
    ])
    func otherAnswersAreNone(json: String) throws {
        let data = try JSONValue(parsing: json)
        #expect(Transcript(words: nil, data: data) == nil)
    }

    @Test func aTimeThatIsNoneIsAProblem() throws {
        let json = #"{"segments":[{"start":1,"end":2,"text":"a"},{"start":"soon","end":"later","text":"b"}]}"#
        let timed = try #require(TimedSegments(JSONValue(parsing: json)))
        #expect(timed.problems == ["no time can be read for the beginning of segment 2"])
        #expect(timed.segments.map(\.text) == ["a", "b"])
    }
}

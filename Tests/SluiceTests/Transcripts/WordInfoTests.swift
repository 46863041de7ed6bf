import Sluice
import StructuredJSON
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct WordInfoTests {
    private static func interaction(_ text: String, _ words: [JSONValue]) -> Interaction {
        Interaction(fields: [
            "status": "completed",
            "steps": [
                [
                    "type": "model_output",
                    "content": [["type": "text", "text": .string(text), "annotations": .array(words)]],
                ]
            ],
        ])
    }

    private static func word(_ text: String, _ place: Range<Int>?, _ start: String, _ end: String, _ speaker: String)
        -> JSONValue
    {
        var word: JSONObject = [
            "type": "word_info", "text": .string(text), "start_offset": .string(start), "end_offset": .string(end),
            "speaker": .string(speaker),
        ]
        word["start_index"] = place?.lowerBound.json
        word["end_index"] = place?.upperBound.json
        return .object(word)
    }

    @Test func wordsBecomeSegmentsBySpeakerWithTheirPunctuation() {
        let interaction = Self.interaction(
            "Schön, ja. No!",
            [
                Self.word("Schön", 0..<6, "1.2s", "1.6s", "A"), Self.word("ja", 8..<10, "1.7s", "1.9s", "A"),
                Self.word("No", 12..<14, "2.5s", "3s", "B"),
            ]
        )
        let segments = WordInfo.segments(of: interaction) ?? []
        #expect(segments.map(\.text) == ["Schön, ja.", "No!"])
        #expect(segments.map(\.speaker) == ["A", "B"])
        #expect(segments.map(\.start) == [1.2, 2.5])
        #expect(segments.map(\.end) == [1.9, 3])
        #expect(segments.first?.words.map(\.text) == ["Schön,", "ja."])
    }

    @Test(arguments: [nil, 90..<95, -4..<2] as [Range<Int>?])
    func placesThatDoNotFitTheTextAreNotBelieved(place: Range<Int>?) {
        let interaction = Self.interaction("Hi there", [Self.word("Hi", place, "0s", "1s", "A")])
        #expect(WordInfo.segments(of: interaction)?.map(\.text) == ["Hi"])
    }

    @Test func anAnswerWithoutWordTimesHasNone() {
        #expect(
            WordInfo.segments(of: Self.interaction("Hi", [["type": "url_citation", "url": "https://a.example"]])) == nil
        )
    }

    @Test func aLongPauseBeginsANewSegment() {
        let interaction = Self.interaction(
            "a b",
            [Self.word("a", 0..<1, "0s", "1s", "A"), Self.word("b", 2..<3, "9s", "10s", "A")]
        )
        #expect(WordInfo.segments(of: interaction)?.count == 2)
    }
}

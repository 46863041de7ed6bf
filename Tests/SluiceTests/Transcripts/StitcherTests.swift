import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct StitcherTests {
    private static let recital = Recital(seconds: 7200)

    private static func parts(_ settings: Recipe.Transcription = .init()) -> [RecordingPart] {
        RecordingPart.parts(of: recital.duration, settings) ?? []
    }

    private static func placed(_ part: RecordingPart) -> [Transcript.Segment] {
        recital.heard(in: part.span).map { $0.moved(by: part.span.lowerBound) }
    }

    @Test func twoHoursInPartsHaveEveryWordOnceAndAtItsTime() {
        let parts = Self.parts()
        #expect(parts.count == 9)
        let joined = Stitcher.joined(parts.map { ($0, Self.placed($0)) })
        let words = joined.flatMap(\.words)
        #expect(words.map(\.text) == Self.recital.words.map(\.text))
        #expect(joined.map(\.text).joined(separator: " ") == Self.recital.words.map(\.text).joined(separator: " "))
        let worst = zip(words, Self.recital.words).map { max(abs($0.start - $1.start), abs($0.end - $1.end)) }.max()
        #expect(worst ?? 1 < 0.2)
    }

    @Test func speakersKeepTheirNamesFromPartToPart() {
        let names = SpeakerNames(
            left: ["Speaker 1", "Speaker 2", "Ann"],
            right: ["Speaker 1", "Speaker 2", "Ann", "Guest"],
            pairs: [("Speaker 2", "Speaker 1"), ("Speaker 2", "Speaker 1"), ("Ann", "Speaker 1"), ("Ann", "Ann")]
        )
        #expect(["Speaker 1", "Ann", "Guest"].map(names.name) == ["Speaker 2", "Ann", "Guest"])
    }

    @Test func whoIsLeftOverInBothPartsIsTheSamePerson() {
        let names = SpeakerNames(
            left: ["Speaker 1", "Speaker 2"],
            right: ["Speaker 2", "Speaker 1"],
            pairs: [("Speaker 1", "Speaker 2")]
        )
        #expect(["Speaker 1", "Speaker 2"].map(names.name) == ["Speaker 2", "Speaker 1"])
    }

    @Test func aNumberThatMeansSomebodyElseIsGivenUp() {
        let names = SpeakerNames(
            left: ["Speaker 1", "Speaker 2", "Speaker 3"],
            right: ["Speaker 2", "Speaker 1"],
            pairs: [("Speaker 1", "Speaker 2")]
        )
        #expect(names.name("Speaker 1") == "Speaker 4")
    }

    @Test func aSentenceThatWasCutByTheJointIsOneAgain() {
        let text = "one two three four five six seven eight nine ten eleven twelve"
        let words = text.split(separator: " ").map(String.init)
        func segment(_ range: Range<Int>) -> Transcript.Segment {
            .init(
                start: Double(range.lowerBound),
                end: Double(range.upperBound),
                text: words[range].joined(separator: " ")
            )
        }
        let first = RecordingPart(index: 0, count: 2, span: 0..<9)
        let second = RecordingPart(index: 1, count: 2, span: 3..<12)
        let joined = Stitcher.joined([(first, [segment(0..<9)]), (second, [segment(3..<12)])])
        #expect(joined.map(\.text) == [text])
        #expect(joined.first?.start == 0)
        #expect(joined.first?.end == 12)
    }

    @Test func silenceAtTheJointLosesAndDoublesNothing() {
        let first = RecordingPart(index: 0, count: 2, span: 0..<60)
        let second = RecordingPart(index: 1, count: 2, span: 45..<100)
        let joined = Stitcher.joined([
            (first, [.init(start: 1, end: 4, text: "Before the silence.")]),
            (second, [.init(start: 90, end: 95, text: "After the silence.")]),
        ])
        #expect(joined.map(\.text) == ["Before the silence.", "After the silence."])
    }

    @Test func whatTheTwoHeardDifferentlyIsTakenFromOneOfThem() {
        let first = RecordingPart(index: 0, count: 2, span: 0..<20)
        let second = RecordingPart(index: 1, count: 2, span: 10..<30)
        let left: [Transcript.Segment] = [
            .init(start: 0, end: 9, text: "It begins."),
            .init(start: 11, end: 14, text: "Their ship has come in today"),
            .init(start: 15, end: 19, text: "and nobody was there to see hi"),
        ]
        let right: [Transcript.Segment] = [
            .init(start: 10.9, end: 14, text: "There, ship has come in today"),
            .init(start: 15.1, end: 20, text: "and nobody was there to see him."),
            .init(start: 21, end: 29, text: "It ends."),
        ]
        let text = Stitcher.joined([(first, left), (second, right)]).map(\.text).joined(separator: " ")
        #expect(text == "It begins. Their ship has come in today and nobody was there to see him. It ends.")
    }

    @Test(arguments: [60.0, 839, 840, 900, 901, 3000, 86_400])
    func partsCoverTheWholeRecordingAndShareWhatTheyShould(duration: Double) {
        let settings = Recipe.Transcription()
        guard let parts = RecordingPart.parts(of: duration, settings) else {
            #expect(duration <= settings.partMinutes * 60 + 30)
            return
        }
        #expect(parts.first?.span.lowerBound == 0)
        #expect(parts.last?.span.upperBound == duration)
        for (part, next) in zip(parts, parts.dropFirst()) {
            #expect(abs(part.span.upperBound - next.span.lowerBound - settings.overlapSeconds) <= 1)
        }
        #expect(parts.allSatisfy { $0.length <= settings.partMinutes * 60 + 1 })
    }

    @Test func timesOfTheWholeRecordingAreLeftWhereTheyAre() {
        let part = RecordingPart(index: 1, count: 2, span: 825..<1650)
        let own = Transcript(segments: [.init(start: 3, end: 5, text: "a"), .init(start: 800, end: 810, text: "b")])
        let whole = Transcript(segments: [
            .init(start: 828, end: 830, text: "a"), .init(start: 1640, end: 1649, text: "b"),
        ])
        #expect(PartPlacement.placed(own, in: part).segments.map(\.start) == [828, 1625])
        #expect(PartPlacement.placed(whole, in: part).segments.map(\.start) == [828, 1640])
    }
}

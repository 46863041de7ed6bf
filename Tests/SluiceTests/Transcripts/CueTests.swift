import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct CueTests {
    private static let builder = CueBuilder(duration: 1800, namesSpeakers: true)

    @Test func cuesOfALongTalkKeepEveryLimit() {
        let recital = Recital(seconds: 1800)
        for hasWords in [true, false] {
            var segments = recital.heard(in: 0..<1800)
            if !hasWords { for index in segments.indices { segments[index].words = [] } }
            let cues = Self.builder.cues(of: segments)
            #expect(cues.allSatisfy { $0.lines.count <= 2 && $0.lines.allSatisfy { Columns.count($0.text) <= 42 } })
            #expect(cues.filter { $0.duration < 0.999 || $0.duration > 7.001 } == [])
            #expect(zip(cues, cues.dropFirst()).allSatisfy { $0.end <= $1.start + 0.0005 })
            let words = cues.flatMap(\.lines).flatMap { $0.text.split(separator: " ") }.filter {
                !$0.hasPrefix("Speaker") && !$0.hasSuffix(":")
            }
            #expect(words.map(String.init) == recital.words.map(\.text))
        }
    }

    @Test func cuesAreBrokenWhereSentencesAndClausesEnd() {
        let text =
            "The boats stay in the harbour when the wind comes from the west, and nobody goes out before it turns. Then they all go at once."
        let cues = Self.builder.cues(of: [.init(start: 0, end: 9, text: text)])
        #expect(
            cues.map { $0.lines.map(\.text) } == [
                ["The boats stay in the harbour", "when the wind comes from the west,"],
                ["and nobody goes out before it turns.", "Then they all go at once."],
            ]
        )
    }

    @Test func twoShortRemarksShareACue() {
        let cues = Self.builder.cues(of: [
            .init(start: 10, end: 10.4, speaker: "Ann", text: "Ready?"),
            .init(start: 10.5, end: 10.9, speaker: "Ben", text: "Yes."),
            .init(start: 11, end: 14, speaker: "Ann", text: "Then let us begin."),
        ])
        #expect(cues.map { $0.lines.map(\.text) } == [["Ann: Ready?", "Ben: Yes."], ["Ann: Then let us begin."]])
        #expect(cues.first?.end == 11)
    }

    @Test func aShortRemarkStaysForASecond() {
        let cues = Self.builder.cues(of: [
            .init(start: 5, end: 5.2, text: "Oh."), .init(start: 9, end: 12, text: "I see."),
        ])
        #expect(cues.map(\.start) == [5, 9])
        #expect(cues.map(\.end) == [6, 12])
    }

    @Test func writingWithoutBlanksIsBrokenByItsWidth() {
        let text = String(repeating: "港は冬のあいだ静かで、", count: 8)
        let cues = Self.builder.cues(of: [.init(start: 0, end: 20, text: text)])
        #expect(cues.count > 2)
        #expect(cues.flatMap(\.lines).allSatisfy { Columns.count($0.text) <= 42 && !$0.text.hasPrefix("、") })
        #expect(cues.flatMap(\.lines).map(\.text).joined() == text)
    }

    @Test func aWordWithoutEndIsCut() {
        let text = String(repeating: "a", count: 500)
        let cues = Self.builder.cues(of: [.init(start: 0, end: 60, text: text)])
        #expect(cues.flatMap(\.lines).allSatisfy { Columns.count($0.text) <= 42 })
    }

    @Test func theLastCueEndsWithTheRecording() {
        let cues = CueBuilder(duration: 10, namesSpeakers: false).cues(of: [.init(start: 9.7, end: 10.3, text: "Bye.")])
        #expect(cues.last?.end == 10)
        #expect(cues.last?.start == 9)
    }
}

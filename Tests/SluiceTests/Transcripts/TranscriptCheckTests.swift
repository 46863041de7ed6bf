import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct TranscriptCheckTests {
    private static func segments(_ times: [(Double, Double)]) -> [Transcript.Segment] {
        times.enumerated().map { .init(start: $1.0, end: $1.1, text: "words number \($0)") }
    }

    @Test func goodTimesHaveNoProblems() {
        #expect(TranscriptCheck.problems(of: Self.segments([(0, 2), (2, 4), (3.9, 6)]), duration: 6).isEmpty)
        #expect(TranscriptCheck.problems(of: [], duration: 6).isEmpty)
        #expect(TranscriptCheck.problems(of: Self.segments([(0, 600)]), duration: nil).isEmpty)
    }

    @Test(
        arguments: [
            ([(0, 2), (0, 3), (0, 4)], "all segments begin at 0:00"),
            ([(1, 1), (2, 2)], "no segment lasts any time"),
            ([(4, 5), (1, 2), (6, 7)], "a segment beginning before the one ahead of it"),
            ([(0, 2), (5, 3)], "a segment with an end before its beginning"),
            ([(-3, 2), (3, 5)], "a segment with a time before the beginning"),
            ([(0, 2), (50, 90), (95, 99)], "2 segments after the recording's end at 0:10"),
        ] as [([(Double, Double)], String)]
    )
    func whatCannotBeRightIsSaid(times: [(Double, Double)], problem: String) {
        let problems = TranscriptCheck.problems(of: Self.segments(times), duration: 10)
        #expect(problems.first?.hasPrefix(problem) == true, "\(problems)")
    }

    @Test func moreThanAnybodyCanSayIsNotRight() {
        let text = String(repeating: "many words ", count: 60)
        let problems = TranscriptCheck.problems(of: [.init(start: 0, end: 3, text: text)], duration: 600)
        #expect(problems.first?.hasPrefix("more words than anybody can say") == true)
    }
}

import Foundation
import Sluice
import StructuredJSON

@testable import SluiceEngine
@testable import SluiceGemini

/// A made-up talk of several people: what is said, by whom and when, always the same.
struct Recital {
    struct Utterance {
        let speaker: Int
        let words: [Transcript.Word]

        var start: Double { words[0].start }
        var end: Double { words[words.count - 1].end }
        var text: String { words.map(\.text).joined(separator: " ") }
    }

    let utterances: [Utterance]
    let duration: Double

    /// - Parameter pause: How much longer people are silent, in seconds.
    init(seconds: Double, pause: Double = 0) {
        var random = Numbers(state: 42)
        var utterances: [Utterance] = []
        var time = 1.0
        var speaker = 0
        while true {
            if random.next(3) > 0 { speaker = (speaker + 1 + random.next(2)) % 3 }
            var words: [Transcript.Word] = []
            let count = 3 + random.next(14)
            for number in 0..<count {
                let length = 0.2 + Double(random.next(40)) / 100
                let end = number == count - 1 ? "." : random.next(8) == 0 ? "," : ""
                let text = Self.vocabulary[random.next(Self.vocabulary.count)] + end
                words.append(Transcript.Word(start: time, end: time + length, text: text))
                time += length + Double(random.next(10)) / 100
            }
            guard time < seconds - 2 else { break }
            utterances.append(Utterance(speaker: speaker, words: words))
            time += random.next(60) == 0 ? 40 : 0.2 + pause + Double(random.next(150)) / 100
        }
        self.utterances = utterances
        duration = seconds
    }

    var words: [Transcript.Word] { utterances.flatMap(\.words) }

    /// What somebody hears who listens to a part: times from its beginning, to a tenth of a second, speakers numbered as
    /// they come.
    func heard(in span: Range<Double>) -> [Transcript.Segment] {
        var numbers: [Int: Int] = [:]
        return utterances.compactMap { utterance in
            let words = utterance.words.filter { $0.start >= span.lowerBound && $0.end <= span.upperBound }
            guard let first = words.first, let last = words.last else { return nil }
            let number = numbers[utterance.speaker] ?? numbers.count + 1
            numbers[utterance.speaker] = number
            func placed(_ time: Double) -> Double { ((time - span.lowerBound) * 10).rounded() / 10 }
            return Transcript.Segment(
                start: placed(first.start),
                end: placed(last.end),
                speaker: "Speaker \(number)",
                text: words.map(\.text).joined(separator: " "),
                words: words.map { .init(start: placed($0.start), end: placed($0.end), text: $0.text) }
            )
        }
    }

    /// The same as the answer of a model that was asked for segments.
    func answer(in span: Range<Double>) -> JSONValue {
        [
            "language": "en", "summary": "They talk.",
            "segments": .array(heard(in: span).map { .object($0.recorded.object?.without("words") ?? [:]) }),
        ]
    }

    private static let vocabulary = [
        "the", "harbour", "is", "quiet", "in", "winter", "when", "boats", "stay", "and", "nobody", "counts", "them",
        "yes",
        "no", "we", "should", "have", "seen", "a", "light", "from", "tower", "before", "storm", "came", "over", "hills",
        "to",
        "village",
    ]
}

/// Numbers that look like chance and are always the same.
struct Numbers {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}

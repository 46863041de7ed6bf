/// Segments of one speaker that are read as one.
struct Paragraph: Hashable, Sendable {
    let start: Double
    var end: Double
    let speaker: String?
    var text: String

    /// A pause of so many seconds begins a new paragraph where one has some length.
    private static let pause = 3.0

    static func paragraphs(of segments: [Transcript.Segment]) -> [Paragraph] {
        var paragraphs: [Paragraph] = []
        for segment in segments {
            let text = segment.text.oneLine
            guard !text.isEmpty else { continue }
            if let last = paragraphs.last, last.takes(segment) {
                paragraphs[paragraphs.count - 1].text += " \(text)"
                paragraphs[paragraphs.count - 1].end = max(last.end, segment.end)
            } else {
                let speaker = segment.speaker?.oneLine
                paragraphs.append(Paragraph(start: segment.start, end: segment.end, speaker: speaker, text: text))
            }
        }
        return paragraphs
    }

    private func takes(_ segment: Transcript.Segment) -> Bool {
        guard segment.speaker?.oneLine == speaker else { return false }
        if text.count > 400, segment.start - end > Self.pause { return false }
        return text.count < 700 || !SpokenWord.endsSentence(text)
    }
}

import Gemini
import SluiceEngine
import SluiceSupport
import StructuredJSON

/// The times of words that the service wrote beside a text (`word_info`, contract §3.4), made into segments.
enum WordInfo {

    /// `nil` when the answer has no such words.
    static func segments(of interaction: Interaction) -> [Transcript.Segment]? {
        var words: [Spoken] = []
        for case .modelOutput(let output) in interaction.steps {
            for case .text(let block) in output.content { words += Self.words(of: block) }
        }
        guard !words.isEmpty else { return nil }
        var segments: [Transcript.Segment] = []
        for word in words {
            if let last = segments.last, last.takes(word) {
                segments[segments.count - 1].append(word)
            } else {
                segments.append(Transcript.Segment(word))
            }
        }
        return segments
    }

    fileprivate struct Spoken {
        var text: String
        var start: Double
        var end: Double
        var speaker: String?
    }

    /// The words with the punctuation that follows them in the text.
    private static func words(of block: TextContent) -> [Spoken] {
        let text = Array(block.text.utf8)
        let notes = (block.annotations ?? []).filter { $0["type", as: String.self] == "word_info" }
        var words: [Spoken] = []
        for (index, note) in notes.enumerated() {
            guard let start = seconds(note["start_offset"]) else { continue }
            let following = index + 1 < notes.count ? notes[index + 1]["start_index", as: Int.self] : text.count
            let piece = slice(text, from: note["start_index"], to: following)
            let word = (piece ?? note["text"] ?? "").sanitized(for: .line)
            guard !word.isEmpty else { continue }
            words.append(
                Spoken(
                    text: word,
                    start: start,
                    end: seconds(note["end_offset"]) ?? start,
                    speaker: note["speaker", as: String.self]?.sanitized(for: .line).filled
                )
            )
        }
        return words
    }

    /// Offsets are told in bytes; ones that do not fit the text are not believed.
    private static func slice(_ text: [UInt8], from start: Int?, to end: Int?) -> String? {
        guard let start, let end, start >= 0, start < end, end <= text.count, end - start <= 200 else { return nil }
        return String(validating: text[start..<end], as: UTF8.self)
    }

    private static func seconds(_ value: JSONValue?) -> Double? {
        value?.string.flatMap(TimeText.seconds) ?? value?.number?.double
    }
}

extension Transcript.Segment {
    fileprivate init(_ word: WordInfo.Spoken) {
        self.init(start: word.start, end: word.end, speaker: word.speaker, text: "")
        append(word)
    }

    fileprivate mutating func append(_ word: WordInfo.Spoken) {
        text += text.isEmpty ? word.text : " \(word.text)"
        end = max(end, word.end)
        words.append(Transcript.Word(start: word.start, end: word.end, text: word.text))
    }

    fileprivate func takes(_ word: WordInfo.Spoken) -> Bool {
        guard word.speaker == speaker, word.start - end < 1.2 else { return false }
        let length = word.end - start
        return length < 15 || (length < 30 && !SpokenWord.endsSentence(text))
    }
}

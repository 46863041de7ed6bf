import Foundation
import StructuredJSON

/// What a recogniser of speech wrote: the words on one line, and each with its time.
struct Recognised: Sendable {
    let text: String
    let words: [SpokenWord]

    /// Of pocketsphinx up to version 0.8: an utterance a line, below it its words with beginning, end and confidence.
    init(lines output: [UInt8]) {
        var utterances: [String] = []
        var words: [SpokenWord] = []
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
            let cells = line.split(separator: " ")
            if cells.count == 4, let start = Double(cells[1]), let end = Double(cells[2]), Double(cells[3]) != nil {
                words += Self.word(cells[0], start, end)
            } else {
                utterances.append(String(line))
            }
        }
        self.init(utterances, words)
    }

    /// Of pocketsphinx 5: an utterance a line, as an object whose `t` is its text and `w` its words.
    init(jsonLines output: [UInt8]) {
        var utterances: [String] = []
        var words: [SpokenWord] = []
        for line in output.split(separator: UInt8(ascii: "\n")) {
            guard let json = try? JSONValue(parsing: Array(line)), let text = json["t"]?.string else { continue }
            utterances.append(text)
            for word in json["w"]?.array ?? [] {
                guard let text = word["t"]?.string, let start = word["b"]?.number?.double,
                    let length = word["d"]?.number?.double
                else { continue }
                words += Self.word(text[...], start, start + length)
            }
        }
        self.init(utterances, words)
    }

    private init(_ utterances: [String], _ words: [SpokenWord]) {
        text = utterances.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.joined(separator: " ")
        self.words = words
    }

    /// No word for silence and noise; without the number of its pronunciation: `been(2)`.
    private static func word(_ text: Substring, _ start: Double, _ end: Double) -> [SpokenWord] {
        guard let first = text.first, first != "<", first != "[", first != "+" else { return [] }
        return [SpokenWord(text: String(text.prefix { $0 != "(" }), start: start, end: end)]
    }
}

extension MediaFacts {
    mutating func take(_ recognised: Recognised) {
        transcript = recognised.text
        spoken = recognised.words
    }
}

import Foundation
import StructuredJSON

/// What a recogniser of speech wrote, as one line of words.
enum Recognised {
    /// Of pocketsphinx up to version 0.8: an utterance a line.
    static func words(inLines output: [UInt8]) -> String {
        joined(String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    /// Of pocketsphinx 5: an utterance a line, as an object whose `t` is its text.
    static func words(inJSONLines output: [UInt8]) -> String {
        joined(
            output.split(separator: UInt8(ascii: "\n")).compactMap { line in
                (try? JSONValue(parsing: Array(line)))?["t"]?.string
            }
        )
    }

    private static func joined(_ utterances: [String]) -> String {
        utterances.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

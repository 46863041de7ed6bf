import Foundation

/// What all media of a prompt say together, by what one would ask for.
struct FactView: Sendable {
    let all: [MediaFacts]
    /// The answer in plain words.
    let answer: String

    func first<Value>(_ value: (MediaFacts) -> Value?) -> Value? {
        all.lazy.compactMap(value).first
    }

    var transcript: String? { first { $0.transcript?.nonEmpty } }
    var text: String? { first { $0.text?.nonEmpty } }
    var words: String? {
        let words = all.compactMap { FactReport(facts: $0).words }
        return words.isEmpty ? nil : words.joined(separator: "\n\n")
    }
    var colors: [String] { all.flatMap(\.colors).unique }
    var duration: Double? { first(\.duration) }

    var title: String {
        if let title = first({ $0.title?.nonEmpty }) { return title }
        if let line = words?.split(separator: "\n").first { return FactReport.excerpt(String(line), limit: 80) }
        return all.first.map { FactReport(facts: $0).summary } ?? FactReport.excerpt(answer, limit: 80)
    }

    var summary: String {
        all.isEmpty ? answer : all.map { FactReport(facts: $0).summary }.joined(separator: ". ")
    }

    var tags: [String] {
        let longWords = (words ?? "").lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count >= 5 }
        return (all.map(\.kind) + colors + longWords).unique
    }

    /// `YYYY-MM-DD`, out of the picture's own data or the words.
    var date: String? {
        let texts = [first(\.date), words].compactMap(\.self)
        for text in texts {
            guard let match = text.firstMatch(of: /(\d{4})[:\-](\d{2})[:\-](\d{2})/),
                (1...12).contains(Int(match.2) ?? 0), (1...31).contains(Int(match.3) ?? 0)
            else { continue }
            return "\(match.1)-\(match.2)-\(match.3)"
        }
        return nil
    }

    /// The transcript in pieces of a few words, at the times they were heard; else its time shared out among them.
    var segments: [(start: Double, end: Double, text: String)] {
        if let heard = all.lazy.map(\.spoken).first(where: { !$0.isEmpty }) { return Self.segments(of: heard) }
        let words = (transcript ?? "").split(separator: " ")
        let duration = duration ?? Double(words.count) / 2.5
        return stride(from: 0, to: words.count, by: 8).map { first in
            let last = min(first + 8, words.count)
            let scale = duration / Double(words.count)
            let piece = words[first..<last].joined(separator: " ")
            return ((Double(first) * scale).hundredths, (Double(last) * scale).hundredths, piece)
        }
    }

    /// A pause ends a piece, and so do twelve words.
    private static func segments(of heard: [SpokenWord]) -> [(start: Double, end: Double, text: String)] {
        var pieces: [ArraySlice<SpokenWord>] = []
        for (index, word) in heard.enumerated() {
            if let last = pieces.last?.last, word.start - last.end < 0.5, pieces[pieces.count - 1].count < 12 {
                pieces[pieces.count - 1] = heard[pieces[pieces.count - 1].startIndex...index]
            } else {
                pieces.append(heard[index...index])
            }
        }
        return pieces.map { piece in
            let text = piece.map(\.text).joined(separator: " ")
            return (piece.first?.start.hundredths ?? 0, piece.last?.end.hundredths ?? 0, text)
        }
    }
}

extension Double {
    var hundredths: Double { (self * 100).rounded() / 100 }
}

extension [String] {
    /// Each once, in the order of the first.
    var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

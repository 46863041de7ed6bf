import StructuredJSON

/// Facts as sentences.
struct FactReport: Sendable {
    let facts: MediaFacts

    /// What there is to hear or to read, as it is.
    var words: String? { facts.transcript?.nonEmpty ?? facts.text?.nonEmpty }

    var sentences: [String] {
        var sentences = [subject]
        if let title = facts.title?.nonEmpty { sentences.append("Its title is \"\(title)\".") }
        if !facts.colors.isEmpty { sentences.append("The main colours are \(list(facts.colors)).") }
        if let camera = facts.camera { sentences.append("It was taken with a \(camera).") }
        if let date = facts.date { sentences.append("It is dated \(date).") }
        if let transcript = facts.transcript {
            sentences.append(
                transcript.isEmpty ? "No speech was understood." : "The words spoken are: \"\(transcript)\"."
            )
        }
        if let text = facts.text?.nonEmpty {
            sentences.append(
                facts.kind == "document" ? "It reads:\n\(text)" : "The words that can be read are:\n\(text)"
            )
        }
        return sentences + facts.notes.map { "(\($0))" }
    }

    /// One line for alternative text and captions.
    var summary: String {
        let words = words.map { words in
            facts.kind == "document"
                ? ": \(FactReport.excerpt(words))" : " with the words \"\(FactReport.excerpt(words))\""
        }
        let colors = facts.colors.isEmpty ? "" : " in \(list(facts.colors))"
        return "\(noun.capitalizedFirst)\(colors)\(words ?? "")"
    }

    private var subject: String {
        var parts: [String] = []
        if let width = facts.width, let height = facts.height { parts.append("\(width)×\(height) pixels") }
        if let duration = facts.duration { parts.append("\(Self.seconds(duration)) seconds long") }
        if !facts.codecs.isEmpty { parts.append("coded as \(list(facts.codecs))") }
        if let rate = facts.sampleRate { parts.append("sampled at \(rate) Hz") }
        if let pages = facts.pages { parts.append(pages == 1 ? "one page" : "\(pages) pages") }
        let details = parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))"
        return "This is \(noun)\(details)."
    }

    private var noun: String {
        switch facts.kind {
        case "image": "a \(facts.format) image"
        case "audio": "a sound recording (\(facts.format))"
        case "video": "a video (\(facts.format))"
        default: "a document (\(facts.format))"
        }
    }

    static func seconds(_ value: Double) -> String {
        let tenths = Int(saturating: value * 10)
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// The beginning of a text on one line.
    static func excerpt(_ text: String, limit: Int = 160) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= limit ? line : "\(line.prefix(limit))…"
    }

    private func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }

    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

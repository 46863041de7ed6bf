import SluiceSupport
import StructuredJSON

/// `.txt`: a transcript as paragraphs, a picture's alternative text, else the answer itself.
struct TextFormat: TemplatedFormat {
    static let fileExtension = "txt"
    static let isMarkdown = false
    static let templateNote = "Of the plain text."

    func text(of record: Record) -> String? {
        if let transcript = record.transcript { return Self.text(of: transcript) }
        guard let data = record.data else { return record.text?.sanitized(for: .file).filled }
        if let altText = record.answer.altText { return altText.oneLine }
        return Self.lines(of: data, indent: "").joined(separator: "\n").filled
    }

    /// A speaker is named where one begins to speak; one alone who has but a number is not. Where nobody spoke it is empty, like the
    /// subtitles beside it.
    static func text(of transcript: Transcript) -> String {
        let paragraphs = Paragraph.paragraphs(of: transcript.inLines)
        let names = Set(paragraphs.map(\.speaker))
        if names.count == 1, names.first??.last?.isNumber == true {
            return paragraphs.map(\.text).joined(separator: "\n\n")
        }
        var speaker: String?
        var texts: [String] = []
        for paragraph in paragraphs {
            let isNew = paragraph.speaker != speaker
            speaker = paragraph.speaker
            texts.append(isNew ? (speaker.map { "\($0): " } ?? "") + paragraph.text : paragraph.text)
        }
        return texts.joined(separator: "\n\n")
    }

    /// One field a line; what has parts is indented below its name.
    private static func lines(of value: JSONValue, indent: String) -> [String] {
        switch value {
        case .object(let members):
            return members.flatMap { member -> [String] in
                let name = FieldName.readable(member.key)
                if member.value.isNull { return [] }
                if let text = member.value.scalarText { return [paragraph("\(indent)\(name): ", text, indent)] }
                if let list = scalars(member.value) { return list.isEmpty ? [] : ["\(indent)\(name): \(list)"] }
                let inner = lines(of: member.value, indent: indent + "  ")
                return inner.isEmpty ? [] : ["\(indent)\(name):"] + inner
            }
        case .array(let elements):
            return elements.flatMap { element -> [String] in
                if let text = element.scalarText { return [paragraph("\(indent)- ", text, indent)] }
                var inner = lines(of: element, indent: indent + "  ")
                guard let first = inner.first else { return [] }
                inner[0] = "\(indent)- \(first.dropFirst(indent.count + 2))"
                return inner
            }
        default: return value.scalarText.map { ["\(indent)\($0)"] } ?? []
        }
    }

    /// A text of several lines stays below its name.
    private static func paragraph(_ head: String, _ text: String, _ indent: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return head + lines.joined(separator: "\n\(indent)  ")
    }

    private static func scalars(_ value: JSONValue) -> String? {
        guard let elements = value.array else { return nil }
        let texts = elements.compactMap(\.scalarText)
        guard texts.count == elements.count, texts.allSatisfy({ $0.count <= 60 && !$0.contains("\n") }) else {
            return nil
        }
        return texts.joined(separator: ", ")
    }
}

extension OutputFormat {
    /// Plain text.
    public static let txt = Self(TextFormat.self)
}

import StructuredJSON

/// The fields that answers commonly have, by their common names. Formats and the HTML report all read them here, so that they
/// show the same title for the same answer.
struct AnswerFields {
    /// The answer's JSON. `nil` for free text.
    let data: JSONValue?

    init(_ data: JSONValue?) { self.data = data }

    static let titles = ["title", "headline", "heading", "subject"]
    static let altTexts = ["alt_text", "alt", "alternative_text"]
    static let captions = ["description", "caption", "summary", "abstract"]
    static let keywords = ["tags", "keywords", "labels", "topics"]

    /// A text field of the answer by the first of several names that it has.
    func text(_ names: [String]) -> String? { names.lazy.compactMap { data?[$0]?.string?.filled }.first }

    var title: String? { text(Self.titles) }
    var altText: String? { text(Self.altTexts) }
    var caption: String? { text(Self.captions) }

    /// What the answer files the item under, each once.
    var keywords: [String] {
        var seen: Set<String> = []
        return Self.keywords
            .flatMap { data?[$0]?.array ?? [] }
            .compactMap { $0.string?.oneLine.filled }
            .filter { seen.insert($0).inserted }
    }
}

extension Record {
    var answer: AnswerFields { AnswerFields(data) }

    /// The paths of the item's files below the input.
    var paths: [String] { source.map(\.path) }

    /// The title of the answer. Without one, the name of the first file.
    var displayTitle: String { answer.title ?? PathText.name(of: paths.first ?? "") }
}

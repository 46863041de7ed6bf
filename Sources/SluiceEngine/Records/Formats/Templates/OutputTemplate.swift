import Mustache
import SluiceSupport
import StructuredJSON

/// A recipe's own form of an output: Mustache over the record.
///
/// In Markdown, `{{name}}` is text whatever is in it, and `{{{name}}}` is Markdown; in plain text the two are the same.
public struct OutputTemplate: Sendable {
    /// As it was written.
    public let text: String
    private let template: MustacheTemplate
    private let tail: String

    /// - Parameter fields: The names of the answer's fields, where they are known.
    /// - Throws: for a tag that is broken and a name that a record does not have.
    init(_ text: String, isMarkdown: Bool, fields: [String]? = nil) throws(TemplateError) {
        try OutputTemplateScanner(fields: fields).check(text)
        _ = Self.markdown
        // The Mustache library cannot read a text that ends in a brace.
        tail = text.last == "{" ? "{" : ""
        let kind = isMarkdown ? "SLUICE_MARKDOWN" : "TEXT"
        do {
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(kind)}}\n\(text.dropLast(tail.count))")
        } catch {
            throw TemplateError(message: "the template cannot be read: \(error)", hint: nil)
        }
        self.text = text
    }

    func render(_ record: Record) -> String {
        (template.render(OutputTemplateValues(record: record).values) + tail).sanitized(for: .file)
    }

    /// Made known to the library once.
    private static let markdown: Void = MustacheContentTypes.register(MarkdownContent(), named: "SLUICE_MARKDOWN")
}

private struct MarkdownContent: MustacheContentType {
    func escapeText(_ text: String) -> String { MarkdownText.escaped(text) }
}

extension OutputTemplate: Hashable {
    public static func == (a: Self, b: Self) -> Bool { a.text == b.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

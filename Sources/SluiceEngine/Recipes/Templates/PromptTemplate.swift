import Mustache

/// A prompt with variables, by Mustache: `Describe {{file.name}}.`
///
/// Values are put in as they are. Nothing is escaped for HTML, and a file that is called `{{file.path}}` stays called so.
public struct PromptTemplate: Sendable {
    /// As it was written.
    public let text: String
    /// `nil` for a text without tags, which needs nothing put in.
    private let template: MustacheTemplate?
    private let tail: String
    /// Whether a file's headers have to be read for it.
    let readsFacts: Bool

    /// - Parameter followsATurn: whether `{{previous.text}}` means something.
    /// - Throws: for a tag that is broken and a variable that does not exist.
    public init(_ text: String, followsATurn: Bool = false) throws(TemplateError) {
        var scanner = TemplateScanner(followsATurn: followsATurn)
        try scanner.check(text)
        readsFacts = scanner.readsFacts
        // The Mustache library cannot read a text that ends in a brace.
        tail = text.last == "{" ? "{" : ""
        guard text.contains("{{") else {
            template = nil
            self.text = text
            return
        }
        do {
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n\(text.dropLast(tail.count))")
        } catch {
            throw TemplateError(message: "the template cannot be read: \(error)", hint: nil)
        }
        self.text = text
    }

    public func render(_ context: TemplateContext) -> String {
        template.map { $0.render(context.values) + tail } ?? text
    }
}

extension PromptTemplate: Hashable {
    public static func == (a: Self, b: Self) -> Bool { a.text == b.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

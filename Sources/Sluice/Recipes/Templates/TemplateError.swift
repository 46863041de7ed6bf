/// Why a text is not a template that we can fill in.
public struct TemplateError: Error, Hashable, Sendable {
    public let message: String
    /// What would be right: `did you mean 'file.name'?`
    public let hint: String?
}

extension TemplateError: CustomStringConvertible {
    public var description: String { message + (hint.map { "; \($0)" } ?? "") }
}

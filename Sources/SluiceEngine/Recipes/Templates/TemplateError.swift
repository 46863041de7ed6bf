public import Foundation

/// Why a text is not a template that we can fill in.
public struct TemplateError: Error, Hashable, Sendable {
    public let message: String
    /// What would be right: `did you mean 'file.name'?`
    public let hint: String?
    /// The line of the text that it is about, from 1.
    public internal(set) var line = 1
}

extension TemplateError: CustomStringConvertible {
    public var description: String { message + (hint.map { "; \($0)" } ?? "") }
}

extension TemplateError: LocalizedError {
    public var errorDescription: String? { message }
    public var recoverySuggestion: String? { hint }
}

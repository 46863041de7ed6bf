public import Foundation

/// What is wrong in a pipeline file, where, and what would be right.
public struct RecipeError: Error, Hashable, Sendable {
    /// The file as it was named, or the built-in recipe's name.
    public let file: String
    /// From 1; 0 when the error is about the file as a whole.
    public let line: Int
    /// From 1; 0 when the error is about the file as a whole.
    public let column: Int
    public let message: String
    /// What to do: `did you mean 'thinking_level'?`
    public let hint: String?

    init(_ message: String, hint: String? = nil, file: String, at place: LocatedValue.Place? = nil) {
        self.file = file
        line = place?.line ?? 0
        column = place?.column ?? 0
        self.message = message
        self.hint = hint
    }
}

extension RecipeError: CustomStringConvertible {
    /// One line: `photos.yaml:4:3: unknown key 'modle'; did you mean 'model'?`
    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        return "\(place): \(message)" + (hint.map { "; \($0)" } ?? "")
    }
}

extension RecipeError: LocalizedError {
    public var errorDescription: String? { line > 0 ? "\(file):\(line):\(column): \(message)" : "\(file): \(message)" }
    public var recoverySuggestion: String? { hint }
}

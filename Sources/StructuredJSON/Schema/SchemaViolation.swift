/// One place where a value does not match its schema.
public struct SchemaViolation: Hashable, Sendable {
    /// Where in the value: `segments[2].start`. Empty for the value itself.
    public let path: String
    /// What is wrong there: `should be a number, not the string "soon"`.
    public let message: String
}

extension SchemaViolation: CustomStringConvertible {
    public var description: String { path.isEmpty ? message : "\(path) \(message)" }
}

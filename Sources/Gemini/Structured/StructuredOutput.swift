public import StructuredJSON

/// A type that a model can be asked for.
///
/// ```swift
/// struct Description: StructuredOutput {
///     let title: String
///     let tags: [String]
///     static let schema: JSONSchema = "title, tags [string]"
/// }
/// ```
public protocol StructuredOutput: Decodable, Sendable {
    /// The shape of the answer, in full or in shorthand.
    static var schema: JSONSchema { get }
}

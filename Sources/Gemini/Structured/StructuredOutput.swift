public import StructuredJSON

/// A type that a model can be asked for. Its schema is that of its properties.
///
/// ```swift
/// struct Card: StructuredOutput {
///     let title: String
///     let tags: [String]
///     let taken: Date?
///     static let descriptions = ["title": "at most six words"]
/// }
/// ```
///
/// The schema may also be written by hand, in full or in shorthand: `static let schema: JSONSchema = "title, tags [string]"`. It is
/// checked against the type before anything is sent.
public protocol StructuredOutput: Decodable, Sendable {
    /// The shape of the answer. ``StructuredJSON/JSONSchema/init(of:describing:)`` of the type unless given.
    static var schema: JSONSchema { get }

    /// What the properties are, for the model, by path: `title`, `place.name`. None unless given. A schema written by hand has its own.
    static var descriptions: [String: String] { get }
}

extension StructuredOutput {
    public static var descriptions: [String: String] { [:] }
    public static var schema: JSONSchema { JSONSchema(of: Self.self, describing: descriptions) }

    /// Checks that every answer that matches the schema can be decoded as this type.
    ///
    /// - Throws: ``GeminiError`` of kind `invalid_request` for a schema with a mistake, for a type that has none, and for a schema
    ///   that allows what the type does not take. It names both sides.
    public static func checkSchema() throws(GeminiError) {
        do {
            try schema.check(against: Self.self)
        } catch {
            throw GeminiError(schema: error, of: "\(Self.self)")
        }
    }
}

extension GeminiError {
    /// A request that is not sent, because its schema is wrong.
    init(schema error: SchemaError, of name: String?) {
        self.init(
            .invalidRequest,
            name.map { "The schema of \($0) does not fit it: \(error)" } ?? "A schema is wrong: \(error)",
            hint: "correct the schema or the type; nothing was sent"
        )
        isUnsent = true
    }
}

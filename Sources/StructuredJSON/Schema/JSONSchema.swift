/// A JSON Schema: the shape that a model's answer must have.
///
/// Made from JSON, or from the shorthand:
///
/// ```swift
/// let picture: JSONSchema = "title, alt_text: \"six words\", tags [string], mood (calm|lively), people int?"
/// ```
///
/// What the service heeds is the subset of contract §2.5; what we check of it is in ``violations(of:)``.
public struct JSONSchema: Hashable, Sendable {
    /// The schema as JSON, always an object.
    public let json: JSONValue

    /// Takes a JSON Schema after checking that it is one, at any depth. Unknown keywords are kept.
    public init(_ json: JSONValue) throws(SchemaError) {
        var check = SchemaCheck(root: json)
        try check.checkRoot()
        self.json = json
    }

    /// Takes a JSON Schema that is known to be one.
    init(known json: JSONValue) { self.json = json }

    /// Reads the shorthand: fields separated by commas or new lines.
    ///
    /// - `title` is a string; `people int`, `score number`, `done bool`, `taken date`, `at datetime`, `start time`.
    /// - `tags [string]` is a list, `mood (calm|lively)` one of some strings, `place {name, country}` an object.
    /// - `?` after the name or the type: may be left out, and may be null.
    /// - `: what it is` describes the field for the model, in JSON quotes when it holds a comma.
    public init(shorthand: String) throws(SchemaError) {
        var parser = ShorthandParser(shorthand)
        json = try parser.schema()
    }
}

extension JSONSchema: ExpressibleByStringLiteral {
    /// The shorthand. A literal with a mistake has a ``problem``.
    public init(stringLiteral shorthand: String) {
        do throws(SchemaError) {
            try self.init(shorthand: shorthand)
        } catch {
            self.init(
                problem: SchemaError(message: "\"\(shorthand)\" is no schema: \(error.message)", place: error.place)
            )
        }
    }
}

extension JSONSchema: CustomStringConvertible {
    public var description: String { json.text() }
}

/// A typed view of a JSON object that keeps every member, also those it has no name for.
///
/// Conforming types hold nothing but ``fields``, and name its members as computed properties:
///
/// ```swift
/// struct Usage: JSONBacked {
///     var fields: JSONObject
///     var totalTokens: Int? {
///         get { fields["total_tokens"] }
///         set { fields["total_tokens"] = newValue }
///     }
/// }
/// ```
///
/// So a field that the service adds tomorrow is kept, and sent back, by the code of today.
public protocol JSONBacked: JSONConvertible, Hashable, Codable {
    var fields: JSONObject { get set }
    init(fields: JSONObject)
}

extension JSONBacked {
    public init?(json: JSONValue) {
        guard let object = json.object else { return nil }
        self.init(fields: object)
    }

    public var json: JSONValue { .object(fields) }
}

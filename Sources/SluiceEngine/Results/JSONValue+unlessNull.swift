import StructuredJSON

extension JSONValue {
    /// The value, or nothing for null: `?? nil` and the like would be null again.
    var unlessNull: JSONValue? { isNull ? JSONValue?.none : self }
}

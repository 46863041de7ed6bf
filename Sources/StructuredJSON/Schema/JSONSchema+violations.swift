extension JSONSchema {
    /// At most this many violations are listed: enough to ask again, and never a second answer's worth.
    public static let mostViolations = 20

    /// Where a value does not match. Empty means that it does.
    ///
    /// Checked are the keywords that the service heeds (contract §2.5), and `const`, `anyOf`, `oneOf`, `allOf`,
    /// the exclusive bounds and local references. The rest is in ``uncheckedKeywords``.
    public func violations(of value: JSONValue) -> [SchemaViolation] {
        var validation = SchemaValidation(root: json)
        return validation.violations(of: value)
    }
}

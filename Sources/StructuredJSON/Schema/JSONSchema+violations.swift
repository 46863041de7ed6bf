extension JSONSchema {
    /// At most this many violations are listed: enough to ask again, and never a second answer's worth.
    public static let mostViolations = 20

    /// Where a value does not match. Empty means that it does.
    ///
    /// Checked are the keywords of JSON Schema 2020-12 but for `unevaluatedItems`, `unevaluatedProperties`, dynamic references and
    /// formats other than `date`, `date-time`, `time`, `uuid`, `ipv4` and `uri`. The rest is in ``uncheckedKeywords``. The
    /// service heeds fewer (contract §2.5): what it ignores is checked here all the same.
    ///
    /// A `pattern` is one of ECMA-262, found anywhere in the text. What takes more than a second to find out is a violation:
    /// nobody can say that it matches. A back reference to a group that took no part matches nothing.
    public func violations(of value: JSONValue) -> [SchemaViolation] {
        if let problem { return [SchemaViolation(path: "", message: "has no schema: \(problem)")] }
        var validation = SchemaValidation(root: json)
        return validation.violations(of: value)
    }
}

extension SchemaValidation {
    mutating func checkConditions(_ value: JSONValue, _ schema: JSONObject, _ path: String) {
        for part in schema["allOf"]?.array ?? [] { check(value, part, path) }
        if let alternatives = schema["anyOf"]?.array { _ = fitting(alternatives, value, path) }
        if let alternatives = schema["oneOf"]?.array, fitting(alternatives, value, path) > 1 {
            report(path, "fits more than one of the alternatives, and should fit one")
        }
        if let excluded = schema["not"], fits(value, excluded) {
            report(path, "should not be as 'not' says, and is: \(value.summary)")
        }
        if let condition = schema["if"], let follows = schema[fits(value, condition) ? "then" : "else"] {
            check(value, follows, path)
        }
    }

    /// Whether a value matches a schema, without a report of why it does not.
    mutating func fits(_ value: JSONValue, _ schema: JSONValue) -> Bool {
        let before = found
        found = []
        check(value, schema, "")
        defer { found = before }
        return found.isEmpty
    }

    /// How many alternatives fit. When none does, the closest one's first violation says why.
    private mutating func fitting(_ alternatives: [JSONValue], _ value: JSONValue, _ path: String) -> Int {
        let before = found
        var closest: [SchemaViolation]?
        var fits = 0
        for alternative in alternatives {
            found = []
            check(value, alternative, path)
            if found.isEmpty { fits += 1 } else if found.count < closest?.count ?? .max { closest = found }
        }
        found = before
        if fits == 0, let first = closest?.first {
            report(first.path, alternatives.count == 1 ? first.message : "\(first.message), or fit another alternative")
        }
        return fits
    }
}

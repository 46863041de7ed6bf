extension JSONSchema {
    /// The keywords in this schema that ``violations(of:)`` does not look at, sorted: `unevaluatedItems`, `x-order`.
    ///
    /// A `format` that is not checked is named with its value: `format hostname`. So is a `pattern` that cannot be checked here, such
    /// as one that looks behind without an end.
    public var uncheckedKeywords: [String] {
        var found: Set<String> = []
        Self.collect(json, into: &found)
        return found.sorted()
    }

    private static func collect(_ schema: JSONValue, into found: inout Set<String>) {
        guard let object = schema.object else { return }
        for (key, value) in object {
            if key == "format", let name = value.string, StringFormats.named(name) == nil {
                found.insert("format \(name)")
            }
            if key == "pattern", let pattern = value.string, !isCheckable(pattern) {
                found.insert("pattern \(pattern)")
            }
            if key == "patternProperties" {
                for (pattern, _) in value.object ?? [:] where !isCheckable(pattern) {
                    found.insert("patternProperties \(pattern)")
                }
            }
            if !SchemaKeywords.checked.contains(key), !SchemaKeywords.annotations.contains(key) { found.insert(key) }
            if SchemaKeywords.schema.contains(key) { collect(value, into: &found) }
            if SchemaKeywords.schemaLists.contains(key) { value.array?.forEach { collect($0, into: &found) } }
            if SchemaKeywords.schemaMaps.contains(key) { value.object?.forEach { collect($0.value, into: &found) } }
        }
    }

    private static func isCheckable(_ pattern: String) -> Bool { (try? PatternMatcher.compiled(pattern)) != nil }
}

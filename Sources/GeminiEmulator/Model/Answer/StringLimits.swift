import StructuredJSON

/// What a JSON Schema allows a text to be: its lengths in code points, and a pattern (JSON Schema 2020-12, validation, §6.3).
struct StringLimits {
    private let schema: JSONValue
    private let least: Int
    private let most: Int
    private let pattern: String?

    init(_ schema: JSONValue) {
        self.schema = schema
        least = min(max(0, schema["minLength"]?.number?.int ?? 0), 100_000)
        most = max(least, schema["maxLength"]?.number?.int ?? .max)
        pattern = schema["pattern"]?.string
    }

    /// A text within the limits that is, as far as they allow, the one that was found.
    func nearest(_ text: String) -> String {
        guard let pattern, !isAllowed(text) else { return fitted(text) }
        let samples = [0, 1, least].lazy.compactMap { PatternSample.text(for: pattern, repeating: $0) }
        return samples.first(where: isAllowed) ?? fitted(text)
    }

    private func fitted(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars.prefix(most))
        while scalars.count < least { scalars.append("a") }
        return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    private func isAllowed(_ text: String) -> Bool {
        // What no schema can be made of is refused before anything is answered.
        (try? JSONSchema(schema))?.violations(of: .string(text)).isEmpty ?? true
    }
}

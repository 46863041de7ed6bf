extension SchemaValidation {
    /// Lengths count characters of Unicode, as JSON Schema has it: an emoji is one, or several that are joined.
    mutating func checkText(_ text: String, _ schema: JSONObject, _ path: String) {
        let value = JSONValue.string(text)
        if let format: String = schema["format"], let known = StringFormats.named(format), !known.matches(text) {
            report(path, "should be \(known.title), not \(value.summary)")
        }
        let (least, most) = (schema["minLength", as: Int.self], schema["maxLength", as: Int.self])
        if least != nil || most != nil {
            let length = text.unicodeScalars.count
            if let least, length < least { report(path, "should have at least \(least) characters, not \(length)") }
            if let most, length > most { report(path, "should have at most \(most) characters, not \(length)") }
        }
        guard let pattern: String = schema["pattern"] else { return }
        let shown = JSONValue.string(String(pattern.prefix(80)))
        switch patterns.finds(pattern, in: text) {
        case .yes, .unchecked: break
        case .no: report(path, "should match the pattern \(shown), and \(value.summary) does not")
        case .tooLong:
            isTooMuch = true
            report(path, "takes too long to be held against the pattern \(shown)")
        }
    }
}

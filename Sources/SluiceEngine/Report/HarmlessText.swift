import StructuredJSON

/// Texts of models and names of files, made safe to be shown.
enum HarmlessText {
    /// The text with what would be obeyed rather than shown written out: `gpj⟨U+202E⟩exe`.
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.isObeyed) else { return text }
        var shown = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            defer { wasReturn = scalar == "\r" }
            if wasReturn, scalar != "\n" { shown.append("\n") }
            guard scalar != "\r" else { continue }
            if scalar.isObeyed {
                shown.append(contentsOf: "⟨U+\(hex(scalar))⟩".unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }

    /// The same for every text in a value, names of members included.
    static func of(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(of(text))
        case .array(let elements): .array(elements.map { of($0) })
        case .object(let members): .object(JSONObject(members.map { (of($0.key), of($0.value)) }))
        case .null, .bool, .number: value
        }
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

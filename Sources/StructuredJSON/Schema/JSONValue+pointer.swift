extension JSONValue {
    /// The value at a local reference: `#`, or `#` and a JSON pointer (RFC 6901) such as `#/$defs/point`.
    func resolve(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#") else { return nil }
        let pointer = reference.dropFirst()
        if pointer.isEmpty { return self }
        guard pointer.hasPrefix("/") else { return nil }
        var value = self
        for part in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let name = String(part.replacing("~1", with: "/").replacing("~0", with: "~"))
            guard let next = value[name] ?? Int(name).flatMap({ value[$0] }) else { return nil }
            value = next
        }
        return value
    }

    /// The value as an error names it: `the string "soon"`, `a list of 3`.
    var summary: String {
        switch self {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .number(let number): "the number \(number.literal.prefix(32))"
        case .string(let string):
            string.count <= 40 ? "the string \(text())" : "the string \(JSONValue.string("\(string.prefix(38))…"))"
        case .array(let array): "a list of \(array.count)"
        case .object: "an object"
        }
    }
}

/// Reads the schema shorthand: `title, tags [string], mood (calm|lively), place {name, country?}, people int?: how many`.
struct ShorthandParser {
    private static let deepest = 32

    private let text: [Character]
    private var at = 0
    private var depth = 0

    init(_ text: String) { self.text = Array(text) }

    mutating func schema() throws(SchemaError) -> JSONValue {
        try fields(until: nil)
    }

    private mutating func fields(until end: Character?) throws(SchemaError) -> JSONValue {
        depth += 1
        guard depth <= Self.deepest else { throw error("Nested more than \(Self.deepest) deep") }
        defer { depth -= 1 }
        var properties = JSONObject()
        var required: [JSONValue] = []
        skipSeparators()
        while at < text.count, text[at] != end {
            let start = at
            let (name, isRequired, schema) = try field(until: end)
            guard properties[name] == nil else { throw error("There are two fields called '\(name)'", at: start) }
            properties[name] = schema
            if isRequired { required.append(.string(name)) }
            try endOfField(until: end)
        }
        guard !properties.isEmpty else { throw error("A field name should be here") }
        if let end, !take(end) { throw error("The text ends where '\(end)' should be") }
        return ["type": "object", "properties": .object(properties), "required": .array(required)]
    }

    private mutating func field(until end: Character?) throws(SchemaError) -> (String, Bool, JSONValue) {
        let name = word()
        guard let first = name.first, first.isLetter || first == "_" else {
            throw error(
                "A field name should be here: letters, digits and _, beginning with a letter",
                at: at - name.count
            )
        }
        var isOptional = take("?")
        skipBlanks()
        var schema = try type()
        if take("?") { isOptional = true }
        if isOptional { schema = Self.nullable(schema) }
        skipBlanks()
        if take(":") {
            let text = try description(until: end)
            if !text.isEmpty { schema["description"] = .string(text) }
        }
        return (name, !isOptional, .object(schema))
    }

    /// A string when nothing that names a type follows.
    private mutating func type() throws(SchemaError) -> JSONObject {
        guard at < text.count else { return ["type": "string"] }
        switch text[at] {
        case "[":
            at += 1
            depth += 1
            guard depth <= Self.deepest else { throw error("Nested more than \(Self.deepest) deep") }
            skipSpace()
            var element = try type()
            if take("?") { element = Self.nullable(element) }
            skipSpace()
            guard take("]") else { throw error("A ']' should be here") }
            depth -= 1
            return ["type": "array", "items": .object(element)]
        case "{":
            at += 1
            return try fields(until: "}").object ?? [:]
        case "(":
            at += 1
            return ["type": "string", "enum": .array(try choices())]
        case let character where character.isLetter: return try namedType()
        default: return ["type": "string"]
        }
    }

    private mutating func namedType() throws(SchemaError) -> JSONObject {
        let start = at
        switch word() {
        case "string", "str", "text": return ["type": "string"]
        case "int", "integer": return ["type": "integer"]
        case "number", "float": return ["type": "number"]
        case "bool", "boolean": return ["type": "boolean"]
        case "date": return ["type": "string", "format": "date"]
        case "datetime": return ["type": "string", "format": "date-time"]
        case "time": return ["type": "string", "format": "time"]
        case let other:
            throw error("'\(other)' is not a type; \(Spelling.hint(for: other, in: Self.typeNames))", at: start)
        }
    }

    private static let typeNames = [
        "string", "str", "text", "int", "integer", "number", "float", "bool", "boolean", "date", "datetime", "time",
    ]

    private mutating func choices() throws(SchemaError) -> [JSONValue] {
        var choices: [JSONValue] = []
        while true {
            skipSpace()
            let start = at
            while at < text.count, !"|)".contains(text[at]) { at += 1 }
            guard at < text.count else { throw error("The text ends where ')' should be") }
            let choice = JSONValue.string(String(text[start..<at]).trimmed)
            guard choice != "" else { throw error("A choice should be here", at: start) }
            guard !choices.contains(choice) else { throw error("The choice \(choice) is there twice", at: start) }
            choices.append(choice)
            at += 1
            if text[at - 1] == ")" { return choices }
        }
    }

    /// In JSON quotes, or bare up to the end of the field.
    private mutating func description(until end: Character?) throws(SchemaError) -> String {
        skipBlanks()
        let start = at
        guard take("\"") else {
            while at < text.count, text[at] != ",", !text[at].isNewline, text[at] != end { at += 1 }
            return String(text[start..<at]).trimmed
        }
        while at < text.count, text[at] != "\"" { at += text[at] == "\\" ? 2 : 1 }
        guard take("\"") else { throw error("The description has no closing quote", at: start) }
        do throws(JSONError) {
            return try JSONValue(parsing: String(text[start..<at])).string ?? ""
        } catch {
            throw self.error("The description is not a JSON string: \(error.message)", at: start)
        }
    }

    private mutating func endOfField(until end: Character?) throws(SchemaError) {
        skipBlanks()
        guard at < text.count, text[at] != end else { return }
        guard text[at] == "," || text[at].isNewline else {
            throw error("A comma or a new line should be here, not '\(text[at])'")
        }
        skipSeparators()
    }

    private static func nullable(_ schema: JSONObject) -> JSONObject {
        var schema = schema
        if let name: String = schema["type"] { schema["type"] = [.string(name), "null"] }
        if let choices = schema["enum"]?.array { schema["enum"] = .array(choices + [nil]) }
        return schema
    }

    private mutating func word() -> String {
        let start = at
        while at < text.count, text[at].isLetter || text[at].isNumber || text[at] == "_" || text[at] == "-" { at += 1 }
        return String(text[start..<at])
    }

    private mutating func take(_ character: Character) -> Bool {
        guard at < text.count, text[at] == character else { return false }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while at < text.count, text[at].isWhitespace, !text[at].isNewline { at += 1 }
    }

    private mutating func skipSpace() {
        while at < text.count, text[at].isWhitespace { at += 1 }
    }

    private mutating func skipSeparators() {
        while at < text.count, text[at].isWhitespace || text[at] == "," { at += 1 }
    }

    private func error(_ message: String, at place: Int? = nil) -> SchemaError {
        let before = text[..<min(place ?? at, text.count)]
        let column = before.count - (before.lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0) + 1
        let line = before.count(where: \.isNewline) + 1
        let place = line > 1 ? "line \(line), column \(column)" : "column \(column)"
        return SchemaError(message: message, place: place, line: line)
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

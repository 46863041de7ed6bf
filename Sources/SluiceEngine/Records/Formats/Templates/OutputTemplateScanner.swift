import StructuredJSON

/// Finds the tags of an output template, so that a wrong name is an error before anything is spent.
///
/// Names at the top are checked against what a record has; inside a section they belong to its elements. Partials, blocks,
/// other delimiters and functions are refused.
struct OutputTemplateScanner {
    /// The names of the answer's fields. `nil` when any may be there.
    let fields: [String]?

    /// What can be asked inside a section over a list.
    private static let places = ["first()", "last()", "odd()", "even()", "index()"]

    func check(_ text: String) throws(TemplateError) {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            rest = rest[start.upperBound...]
            let closing = rest.first == "{" ? "}}}" : "}}"
            guard let end = rest.firstRange(of: closing) else {
                throw TemplateError(message: "a tag is not closed: {{\(rest.prefix(20))", hint: "write \(closing)")
            }
            let tag = rest[..<end.lowerBound]
            try check(tag: tag.first == "{" ? tag.dropFirst() : tag, &open)
            rest = rest[end.upperBound...]
        }
        if let name = open.last {
            throw TemplateError(message: "the section '\(name)' is not closed", hint: "write {{/\(name)}}")
        }
    }

    private func check(tag: Substring, _ open: inout [Substring]) throws(TemplateError) {
        guard let sigil = tag.first else { throw TemplateError(message: "a tag is empty: {{}}", hint: nil) }
        let name = trimmed(tag.dropFirst())
        switch sigil {
        case "!": break
        case "#", "^":
            try check(name: name, isInside: !open.isEmpty)
            open.append(name)
        case "/":
            guard open.popLast() == name else {
                throw TemplateError(message: "no section '\(name)' is open here", hint: nil)
            }
        case ">", "<", "$", "=", "%", "*":
            throw TemplateError(message: "{{\(sigil)…}} cannot be used here", hint: "variables and sections can")
        case "&": try check(name: name, isInside: !open.isEmpty)
        default: try check(name: trimmed(tag), isInside: !open.isEmpty)
        }
    }

    private func check(name: Substring, isInside: Bool) throws(TemplateError) {
        if isInside, name == "." || Self.places.contains(String(name)) { return }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.wholeMatch(of: /[\p{L}\p{N}_.\-]+/) != nil, !parts.contains("") else {
            throw TemplateError(message: "'\(name)' is not a name", hint: nil)
        }
        guard !isInside else { return }
        let roots = Record.Members.all.map(\.name) + OutputTemplateValues.names
        try check(parts[0], among: roots, in: "")
        if let fields, parts.count > 1, parts[0] == "data" { try check(parts[1], among: fields, in: "data.") }
    }

    private func check(_ word: Substring, among names: [String], in place: String) throws(TemplateError) {
        guard !names.contains(String(word)) else { return }
        throw TemplateError(
            message: "unknown variable '\(place)\(word)'",
            hint: Spelling.hint(for: String(word), in: names)
        )
    }

    private func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

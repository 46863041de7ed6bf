import StructuredJSON

/// Finds the tags of a Mustache template, so that a wrong name is an error before anything runs.
///
/// Of Mustache, prompts get variables, comments and sections over `files`. Partials, blocks, other delimiters and
/// transforms are refused: a prompt has nothing to include.
struct TemplateScanner {
    private let names: [String]
    private var open: [String] = []
    /// Whether a variable is among those for which a file's headers have to be read.
    private(set) var readsFacts = false

    init(followsATurn: Bool) { names = TemplateVariables.names(followsATurn: followsATurn) }

    mutating func check(_ text: String) throws(TemplateError) {
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            rest = rest[start.upperBound...]
            let closing = rest.first == "{" ? "}}}" : "}}"
            do throws(TemplateError) {
                guard let end = rest.firstRange(of: closing) else {
                    throw TemplateError(message: "a tag is not closed: {{\(rest.prefix(20))", hint: "write \(closing)")
                }
                let tag = rest[..<end.lowerBound]
                try check(tag: tag.first == "{" ? tag.dropFirst() : tag)
                rest = rest[end.upperBound...]
            } catch {
                var error = error
                error.line = text[..<start.lowerBound].count(where: \.isNewline) + 1
                throw error
            }
        }
        if let name = open.last {
            throw TemplateError(message: "the section '\(name)' is not closed", hint: "write {{/\(name)}}")
        }
    }

    private mutating func check(tag: Substring) throws(TemplateError) {
        guard let sigil = tag.first else { throw TemplateError(message: "a tag is empty: {{}}", hint: nil) }
        let name = trimmed(tag.dropFirst())
        switch sigil {
        case "!": break
        case "#", "^":
            guard TemplateVariables.sections.contains(name) else {
                let hint = Spelling.hint(for: name, in: TemplateVariables.sections)
                throw TemplateError(message: "unknown section '\(name)'", hint: hint)
            }
            guard open.isEmpty else {
                throw TemplateError(message: "a section stands inside the section '\(open[0])'", hint: nil)
            }
            open.append(name)
        case "/":
            guard open.popLast() == name else {
                throw TemplateError(message: "no section '\(name)' is open here", hint: nil)
            }
        case ">", "<", "$", "=", "%", "*":
            throw TemplateError(
                message: "{{\(sigil)…}} cannot be used in prompts",
                hint: "variables and {{#files}}…{{/files}} can"
            )
        case "&": try check(variable: name)
        default: try check(variable: trimmed(tag))
        }
    }

    private mutating func check(variable name: String) throws(TemplateError) {
        let names = open.isEmpty ? names : TemplateVariables.file + names
        let inFile = name.hasPrefix("file.") ? String(name.dropFirst(5)) : open.isEmpty ? "" : name
        if inFile.hasPrefix("exif.") {
            readsFacts = true
            let tag = String(inFile.dropFirst(5))
            guard !TemplateVariables.exif.contains(tag) else { return }
            let hint = Spelling.hint(for: tag, in: TemplateVariables.exif)
            throw TemplateError(message: "unknown EXIF tag '\(tag)'", hint: hint)
        }
        if TemplateVariables.facts.contains(inFile) { readsFacts = true }
        guard !names.contains(name) else { return }
        if TemplateVariables.names(followsATurn: true).contains(name) {
            throw TemplateError(
                message: "'\(name)' is known from the second turn on",
                hint: "the first turn has none before it"
            )
        }
        throw TemplateError(message: "unknown variable '\(name)'", hint: Spelling.hint(for: name, in: names))
    }

    private func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

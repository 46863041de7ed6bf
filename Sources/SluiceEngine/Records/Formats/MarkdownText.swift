import SluiceSupport

/// Texts inside Markdown.
enum MarkdownText {
    /// A text that shall be read as it is: nothing in it is mark-up.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.oneLine {
            if "\\`*_[]<>#|~$!".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        // What begins a list only at the beginning of a line.
        if let first = escaped.first, "+-=".contains(first) { return "\\" + escaped }
        if let match = escaped.prefixMatch(of: /\d{1,9}(?=[.)](?:\s|$))/) {
            return "\(match.0)\\\(escaped[match.range.upperBound...])"
        }
        // An ampersand is itself unless it begins the name of a character.
        return escaped.replacing(/&(?=#?[A-Za-z0-9]{1,32};)/, with: "&amp;")
    }

    /// Several paragraphs of such a text.
    static func paragraphs(_ text: String) -> String {
        text.sanitized(for: .file).split(separator: "\n").map { escaped(String($0)) }.filter { !$0.isEmpty }.joined(
            separator: "\n\n"
        )
    }

    /// Markdown that a model wrote: its mark-up stays, HTML in it becomes text.
    static func tamed(_ markdown: String) -> String {
        var isCode = false
        let lines = markdown.sanitized(for: .file).split(separator: "\n", omittingEmptySubsequences: false).map {
            line -> String in
            let isFence = line.drop(while: { $0 == " " }).hasPrefix("```")
            if isFence { isCode.toggle() }
            return isFence || isCode ? String(line) : tamed(line: line)
        }
        return lines.joined(separator: "\n")
    }

    private static func tamed(line: Substring) -> String {
        // Pieces at odd places are code: `x < y`.
        let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
        return pieces.enumerated().map { index, piece in
            let isCode = index % 2 == 1 && index + 1 < pieces.count
            return isCode ? String(piece) : String(piece.replacing(/<(?=[A-Za-z\/!?])/, with: "&lt;"))
        }.joined(separator: "`")
    }
}

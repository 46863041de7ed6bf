/// A markup language that a text is put into.
package enum Markup: Sendable {
    /// A cue of WebVTT, which knows no escaped quotes.
    case webVTT
    /// The text of an element, or an attribute in double quotes.
    case xml
    /// The text of an element, or an attribute in quotes of either kind.
    case html
}

extension String {
    /// With references in place of the characters that are markup.
    package func escaped(for markup: Markup) -> String {
        var escaped = ""
        for scalar in unicodeScalars {
            switch (scalar, markup) {
            case ("&", _): escaped += "&amp;"
            case ("<", _): escaped += "&lt;"
            case (">", _): escaped += "&gt;"
            case ("\"", .xml), ("\"", .html): escaped += "&quot;"
            case ("'", .html): escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

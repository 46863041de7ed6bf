/// The names of an answer's fields for readers: `text_in_image` is `Text in image`.
enum FieldName {
    static func readable(_ name: String) -> String {
        var words = ""
        var wasLower = false
        for character in name.oneLine {
            if character == "_" || character == "-" {
                words += " "
            } else if character.isUppercase, wasLower {
                words += " \(character.lowercased())"
            } else {
                words.append(character)
            }
            wasLower = character.isLowercase
        }
        let text = words.split(separator: " ").joined(separator: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}

/// The words in the name of a field: `alt_text` and `altText` are `alt` and `text`.
struct FieldName: Sendable {
    private let words: Set<String>

    init(_ name: String) {
        var words: Set<String> = []
        var word = ""
        var wasLower = false
        for character in name {
            let isBreak = !(character.isLetter || character.isNumber)
            if isBreak || (character.isUppercase && wasLower) {
                words.insert(word)
                word = ""
            }
            wasLower = character.isLowercase || character.isNumber
            if !isBreak { word += character.lowercased() }
        }
        words.insert(word)
        // A plural means the same.
        for word in words where word.hasSuffix("s") && word.count > 3 { words.insert(String(word.dropLast())) }
        self.words = words
    }

    func means(_ candidates: String...) -> Bool {
        candidates.contains(where: words.contains)
    }
}

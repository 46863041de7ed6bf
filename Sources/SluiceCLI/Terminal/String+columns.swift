import SluiceSupport

extension String {
    /// The text in a column of so many characters; longer ones stay whole.
    func padded(_ width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: Swift.max(0, width - count))
        return right ? space + self : self + space
    }

    /// As much of the text as fits into a number of columns of a terminal, where wide characters take two.
    func fitting(columns: Int) -> String {
        var used = 0
        var kept = ""
        for character in self {
            used += character.columns
            guard used <= columns else { break }
            kept.append(character)
        }
        return kept
    }
}

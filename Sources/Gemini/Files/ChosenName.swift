/// A name that a client gives to a file before it is there: `files/sluice-` and random letters and digits.
///
/// An upload whose last answer is lost is found again by it. The service takes up to 40 lower-case letters, digits and dashes
/// (contract §6.3).
struct ChosenName: Hashable, Sendable, CustomStringConvertible {
    let description: String

    /// A name that no other file has: there are 36 to the 24th power of them.
    init() {
        let digits = (0..<24).map { _ in String(Int.random(in: 0..<36), radix: 36) }
        description = "files/sluice-\(digits.joined())"
    }

    /// `nil` for what cannot be a file's name.
    init?(_ text: String) {
        let id = text.dropFirst("files/".count)
        guard text.hasPrefix("files/"), (1...40).contains(id.utf8.count), id.first != "-", id.last != "-",
            id.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") })
        else { return nil }
        description = text
    }
}

/// The service does not take a name that was chosen for a file.
struct NameRefused: Error {
    let reason: GeminiError
}

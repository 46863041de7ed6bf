/// Reads XML piece by piece, as far as it is needed to find words: no namespaces, no entities but those of XML itself.
/// What is broken ends it.
struct Markup {
    enum Piece: Hashable {
        /// A tag that opens, with what is between its name and its end. One that closes itself is followed by `close`.
        case open(String, attributes: String)
        case close(String)
        case text(String)
    }

    private var rest: ArraySlice<UInt8>
    private var closing: String?

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// `nil` at the end.
    mutating func next() -> Piece? {
        if let name = closing {
            closing = nil
            return .close(name)
        }
        while let first = rest.first {
            guard first == UInt8(ascii: "<") else {
                let text = rest.prefix { $0 != UInt8(ascii: "<") }
                rest = rest.dropFirst(text.count)
                return .text(Self.unescaped(text))
            }
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
            let tag = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            // Declarations and comments hold no words; a comment with > in it leaves some behind, which no writer makes.
            guard let mark = tag.first, mark != UInt8(ascii: "?"), mark != UInt8(ascii: "!") else { continue }
            return piece(tag)
        }
        return nil
    }

    private mutating func piece(_ tag: ArraySlice<UInt8>) -> Piece {
        let blanks = Array(" \t\r\n/".utf8)
        if tag.first == UInt8(ascii: "/") {
            return .close(String(decoding: tag.dropFirst().prefix { !blanks.contains($0) }, as: UTF8.self))
        }
        let name = String(decoding: tag.prefix { !blanks.contains($0) }, as: UTF8.self)
        if tag.last == UInt8(ascii: "/") { closing = name }
        return .open(name, attributes: String(decoding: tag.dropFirst(name.utf8.count), as: UTF8.self))
    }

    /// The value of an attribute.
    static func value(of name: String, in attributes: String) -> String? {
        guard let start = attributes.firstRange(of: " \(name)=\"")?.upperBound else { return nil }
        return unescaped(Array(attributes[start...].prefix { $0 != "\"" }.utf8)[...])
    }

    private static let entities = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing(/&(#x?)?([0-9A-Za-z]{1,8});/) { match in
            let word = String(match.output.2)
            guard let mark = match.output.1 else { return entities[word] ?? String(match.output.0) }
            let number = UInt32(word, radix: mark == "#x" ? 16 : 10).flatMap(Unicode.Scalar.init)
            return number.map { String(Character($0)) } ?? ""
        }
    }
}

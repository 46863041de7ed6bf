/// A pattern of ECMA-262, written anew in the dialect of ICU's regular expressions.
///
/// The two differ where it matters: `$` of ICU also matches before a last line break, `\d` and `\w` take all scripts, `\s` other
/// spaces, a class may hold classes and operators, and there are flags, atomic groups and possessive quantifiers that ECMA-262 does
/// not have. The pattern is read as with the flag `u`, but for braces that are no quantifier: they stand for themselves.
struct ECMAPattern {
    /// Why a text is no pattern.
    struct Fault: Error {
        let message: String
    }

    /// Longer ones are no answer's shape.
    static let longest = 10_000

    private(set) var icu = ""
    private let text: [Unicode.Scalar]
    private var at = 0
    /// Whether what stands before may be repeated.
    private var isRepeatable = false
    private var depth = 0
    private var names: [String: Int] = [:]

    init(_ source: String) throws(Fault) {
        text = Array(source.unicodeScalars)
        guard text.count <= Self.longest else { throw Fault(message: "it is longer than \(Self.longest) characters") }
        while at < text.count { try term() }
        guard depth == 0 else { throw Fault(message: "a group is not closed") }
    }

    private mutating func term() throws(Fault) {
        let scalar = text[at]
        at += 1
        switch scalar {
        case "\\": try escape()
        case "[": try set()
        case "(": try open()
        case ")":
            guard depth > 0 else { throw Fault(message: "')' closes no group") }
            depth -= 1
            add(")")
        case "|": add("|", isRepeatable: false)
        case "^": add("^", isRepeatable: false)
        case "$": add("\\z", isRepeatable: false)
        case ".": add("[^\\x{A}\\x{D}\\x{2028}\\x{2029}]")
        case "*", "+", "?": try quantify(String(scalar))
        case "{":
            guard let bounds = try bounds() else { return add(Self.literal(scalar)) }
            try quantify(bounds)
        default: add(Self.literal(scalar))
        }
    }

    private mutating func add(_ piece: String, isRepeatable: Bool = true) {
        icu += piece
        self.isRepeatable = isRepeatable
    }

    private mutating func quantify(_ quantifier: String) throws(Fault) {
        guard isRepeatable else { throw Fault(message: "there is nothing that '\(quantifier)' could repeat") }
        add(quantifier, isRepeatable: false)
        if take("?") { icu += "?" }
    }

    /// `{2}`, `{2,}` or `{2,3}` behind its brace. `nil` when it is none.
    private mutating func bounds() throws(Fault) -> String? {
        guard let end = text[at...].firstIndex(of: "}") else { return nil }
        let parts = text[at..<end].split(separator: ",", omittingEmptySubsequences: false).map {
            String(String.UnicodeScalarView($0))
        }
        guard (1...2).contains(parts.count), let least = Self.count(parts[0]) else { return nil }
        if parts.count == 2, !parts[1].isEmpty {
            guard let most = Self.count(parts[1]) else { return nil }
            guard least <= most else { throw Fault(message: "the bounds {\(parts[0]),\(parts[1])} are out of order") }
        }
        at = end + 1
        return "{\(parts.joined(separator: ","))}"
    }

    private static func count(_ text: String) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } && text.utf8.count < 8 ? Int(text) : nil
    }

    private mutating func open() throws(Fault) {
        depth += 1
        guard take("?") else { return add("(", isRepeatable: false) }
        for kind in [":", "=", "!", "<=", "<!"] where take(kind) { return add("(?\(kind)", isRepeatable: false) }
        guard take("<") else { throw Fault(message: "'(?' should be followed by :, =, !, <=, <! or <name>") }
        add("(?<\(try name())>", isRepeatable: false)
    }

    /// A group's name behind its `<`, as ICU can have it.
    private mutating func name() throws(Fault) -> String {
        guard let end = text[at...].firstIndex(of: ">"), end > at else { throw Fault(message: "a group has no name") }
        let name = String(String.UnicodeScalarView(text[at..<end]))
        at = end + 1
        let number = names[name] ?? names.count
        names[name] = number
        return "n\(number)"
    }

    // MARK: Escapes

    private mutating func escape() throws(Fault) {
        guard at < text.count else { throw Fault(message: "it ends in a backslash") }
        switch text[at] {
        case "b", "B":
            let isEdge = text[at] == "b"
            at += 1
            let (before, notBefore) = ("(?<=[\(Self.word)])", "(?<![\(Self.word)])")
            let (after, notAfter) = ("(?=[\(Self.word)])", "(?![\(Self.word)])")
            let sides =
                isEdge ? "\(before)\(notAfter)|\(notBefore)\(after)" : "\(before)\(after)|\(notBefore)\(notAfter)"
            add("(?:\(sides))", isRepeatable: false)
        case "k":
            at += 1
            guard take("<") else { throw Fault(message: "'\\k' should be followed by <name>") }
            add("\\k<\(try name())>")
        case "1"..."9":
            let digits = text[at...].prefix { ("0"..."9").contains($0) }
            at += digits.count
            add("\\\(String(String.UnicodeScalarView(digits)))")
        default:
            if let set = try classEscape() { return add("[\(set)]") }
            add(Self.hex(try character(isInSet: false)))
        }
    }

    /// What `\d` and its like stand for, inside of a set. `nil` when the escape is of one character.
    private mutating func classEscape() throws(Fault) -> String? {
        let letter = text[at]
        switch letter {
        case "d", "w", "s", "D", "W", "S":
            at += 1
            let members = ["d": "0-9", "w": Self.word, "s": Self.space][letter.properties.lowercaseMapping] ?? ""
            return letter.properties.isUppercase ? "[^\(members)]" : members
        case "p", "P":
            at += 1
            guard take("{"), let end = text[at...].firstIndex(of: "}"), end > at else {
                throw Fault(message: "'\\\(letter)' should be followed by {property}")
            }
            let name = String(String.UnicodeScalarView(text[at..<end]))
            guard
                name.unicodeScalars.allSatisfy({
                    $0.isASCII && ($0.properties.isAlphabetic || "_=0123456789".unicodeScalars.contains($0))
                })
            else { throw Fault(message: "'\(name)' is no property of characters") }
            at = end + 1
            return "\\\(letter){\(name)}"
        default: return nil
        }
    }

    /// The one character that an escape stands for, behind its backslash.
    private mutating func character(isInSet: Bool) throws(Fault) -> UInt32 {
        guard at < text.count else { throw Fault(message: "it ends in a backslash") }
        let letter = text[at]
        at += 1
        switch letter {
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "v": return 0x0B
        case "b" where isInSet: return 0x08
        case "0" where at == text.count || !("0"..."9").contains(text[at]): return 0
        case "c":
            guard at < text.count, text[at].isASCII, text[at].properties.isAlphabetic else { break }
            at += 1
            return text[at - 1].value % 32
        case "x": return try code(digits: 2)
        case "u": return try unit()
        case _ where letter.isASCII && (letter.properties.isAlphabetic || ("0"..."9").contains(letter)): break
        default: return letter.value
        }
        throw Fault(message: "'\\\(letter)' is not known in ECMA-262")
    }

    private mutating func unit() throws(Fault) -> UInt32 {
        if take("{") {
            guard let end = text[at...].firstIndex(of: "}"), end > at, end - at <= 6 else {
                throw Fault(message: "'\\u{' should be followed by a code point and '}'")
            }
            let value = try code(digits: end - at)
            at = end + 1
            return value
        }
        let first = try code(digits: 4)
        guard (0xD800..<0xDC00).contains(first), take("\\u") else { return first }
        let second = try code(digits: 4)
        guard (0xDC00..<0xE000).contains(second) else { throw Fault(message: "half of a character stands alone") }
        return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func code(digits: Int) throws(Fault) -> UInt32 {
        let hex = text[at...].prefix(digits)
        guard hex.count == digits, hex.allSatisfy(\.properties.isASCIIHexDigit),
            let value = UInt32(String(String.UnicodeScalarView(hex)), radix: 16), value <= 0x10FFFF
        else { throw Fault(message: "\(digits) hexadecimal digits of a character should be here") }
        at += digits
        return value
    }

    // MARK: Sets

    private mutating func set() throws(Fault) {
        let isNegated = take("^")
        if take("]") { return add(isNegated ? "[\\x{0}-\\x{10FFFF}]" : "(?!)") }
        var members = ""
        while !take("]") {
            guard at < text.count else { throw Fault(message: "a set is not closed") }
            let first = try member()
            // A hyphen at the end, or beside what is many characters, stands for itself.
            guard at + 1 < text.count, text[at] == "-", text[at + 1] != "]", case .one(let low) = first else {
                members += first.icu
                continue
            }
            at += 1
            guard case .one(let high) = try member() else { throw Fault(message: "a range ends in many characters") }
            guard low <= high else { throw Fault(message: "a range is out of order") }
            members += "\(Self.hex(low))-\(Self.hex(high))"
        }
        add("[\(isNegated ? "^" : "")\(members)]")
    }

    private enum Member {
        case one(UInt32)
        case many(String)

        var icu: String {
            switch self {
            case .one(let code): ECMAPattern.hex(code)
            case .many(let set): set
            }
        }
    }

    private mutating func member() throws(Fault) -> Member {
        let scalar = text[at]
        at += 1
        guard scalar == "\\" else { return .one(scalar.value) }
        guard at < text.count else { throw Fault(message: "it ends in a backslash") }
        if let many = try classEscape() { return .many(many) }
        return .one(try character(isInSet: true))
    }

    private mutating func take(_ piece: String) -> Bool {
        let wanted = Array(piece.unicodeScalars)
        guard text[at...].starts(with: wanted) else { return false }
        at += wanted.count
        return true
    }

    private static let word = "A-Za-z0-9_"
    private static let space =
        "\\x{9}-\\x{D}\\x{20}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}"

    private static func literal(_ scalar: Unicode.Scalar) -> String {
        let isPlain = !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        return isPlain ? String(Character(scalar)) : hex(scalar.value)
    }

    fileprivate static func hex(_ code: UInt32) -> String { "\\x{\(String(code, radix: 16, uppercase: true))}" }
}

/// The part of a glob between two slashes.
struct NamePattern: Hashable {
    private enum Token: Hashable {
        case anyText
        case anyCharacter
        /// In lower case.
        case character(Character)
        case oneOf([ClosedRange<Character>], isInverted: Bool)

        func matches(_ character: Character) -> Bool {
            switch self {
            case .anyText: false
            case .anyCharacter: true
            case .character(let own): own == character
            case .oneOf(let ranges, let isInverted):
                ranges.contains { range in
                    [character, character.lower, character.upper].contains(where: range.contains)
                }
                    != isInverted
            }
        }
    }

    private let tokens: [Token]
    /// What stands before and after the only star, in ASCII: most patterns are so, and are matched by bytes.
    private let simple: Simple?

    private struct Simple: Hashable {
        let prefix: [UInt8]
        let suffix: [UInt8]
    }

    var beginsWithDot: Bool { tokens.first == .character(".") }

    init(_ text: [Character], of pattern: String) throws(DiscoveryError) {
        var tokens: [Token] = []
        var at = 0
        while at < text.count {
            switch text[at] {
            case "*":
                if tokens.last != .anyText { tokens.append(.anyText) }
            case "?": tokens.append(.anyCharacter)
            case "[": tokens.append(try Self.set(text, &at, of: pattern))
            // As outputs write a byte that is no UTF-8.
            case "\\" where FileName.escape(at: Array(String(text[at...].prefix(4)).utf8)[...]) != nil:
                tokens.append(.character("\\"))
            case "\\" where at + 1 < text.count:
                at += 1
                tokens.append(.character(text[at].lower))
            default: tokens.append(.character(text[at].lower))
            }
            at += 1
        }
        self.tokens = tokens
        simple = Self.simple(tokens)
    }

    private static func simple(_ tokens: [Token]) -> Simple? {
        guard tokens.count(where: { $0 == .anyText }) == 1 else { return nil }
        var sides: [[UInt8]] = [[]]
        for token in tokens {
            switch token {
            case .anyText: sides.append([])
            case .character(let character):
                guard let byte = character.asciiValue, !character.isNewline else { return nil }
                sides[sides.count - 1].append(byte)
            default: return nil
            }
        }
        return Simple(prefix: sides[0], suffix: sides[1])
    }

    /// The same by bytes. `nil` where that does not tell.
    func matches(_ name: Substring.UTF8View) -> Bool? {
        guard let simple, name.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else { return nil }
        guard name.count >= simple.prefix.count + simple.suffix.count else { return false }
        return zip(name, simple.prefix).allSatisfy { Self.lower($0) == $1 }
            && zip(name.reversed(), simple.suffix.reversed()).allSatisfy { Self.lower($0) == $1 }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// - Parameter name: In lower case.
    ///
    /// Goes back only to the last star, so the steps are at most (tokens) × (characters).
    func matches(_ name: [Character]) -> Bool {
        var (at, token) = (0, 0)
        var retry: (at: Int, token: Int)?
        while at < name.count {
            if token < tokens.count, tokens[token] == .anyText {
                retry = (at, token)
                token += 1
            } else if token < tokens.count, tokens[token].matches(name[at]) {
                at += 1
                token += 1
            } else if let last = retry {
                retry = (last.at + 1, last.token)
                (at, token) = (last.at + 1, last.token + 1)
            } else {
                return false
            }
        }
        return tokens[token...].allSatisfy { $0 == .anyText }
    }

    private static func set(
        _ text: [Character],
        _ at: inout Int,
        of pattern: String
    ) throws(DiscoveryError) -> Token {
        at += 1
        let isInverted = at < text.count && (text[at] == "!" || text[at] == "^")
        if isInverted { at += 1 }
        var ranges: [ClosedRange<Character>] = []
        while at < text.count, text[at] != "]" || ranges.isEmpty {
            let first = text[at]
            var last = first
            if at + 2 < text.count, text[at + 1] == "-", text[at + 2] != "]" {
                last = text[at + 2]
                at += 2
            }
            guard first <= last else {
                throw DiscoveryError(input: pattern, message: "the range \(first)-\(last) of the pattern is backwards")
            }
            ranges.append(first...last)
            at += 1
        }
        guard at < text.count else { throw DiscoveryError(input: pattern, message: "a [ of the pattern has no ]") }
        return .oneOf(ranges, isInverted: isInverted)
    }
}

extension Character {
    /// Letters that become several stay as they are.
    var lower: Character { self.isUppercase || isTitle ? Self.single(lowercased()) ?? self : self }
    fileprivate var upper: Character { self.isLowercase ? Self.single(uppercased()) ?? self : self }

    private var isTitle: Bool { unicodeScalars.first?.properties.generalCategory == .titlecaseLetter }

    private static func single(_ text: String) -> Character? { text.count == 1 ? text.first : nil }
}

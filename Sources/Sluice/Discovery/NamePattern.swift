/// The part of a glob between two slashes.
struct NamePattern: Hashable {
    private enum Token: Hashable {
        case anyText
        case anyCharacter
        case character(Character)
        case oneOf([ClosedRange<Character>], isInverted: Bool)

        func matches(_ character: Character) -> Bool {
            switch self {
            case .anyText: false
            case .anyCharacter: true
            case .character(let own): own == character
            case .oneOf(let ranges, let isInverted): ranges.contains { $0.contains(character) } != isInverted
            }
        }
    }

    private let tokens: [Token]

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
            case "\\" where at + 1 < text.count:
                at += 1
                tokens.append(.character(text[at]))
            default: tokens.append(.character(text[at]))
            }
            at += 1
        }
        self.tokens = tokens
    }

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

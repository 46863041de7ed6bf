/// Makes a short text that a regular expression of a JSON Schema matches (ECMA-262, as far as schemas use it).
///
/// The first branch of each alternative, the fewest repetitions, the first member of each class. Look-arounds and word
/// boundaries are taken for met, so whoever uses the text checks it.
struct PatternSample {
    private var rest: Substring
    /// How often a part that may be repeated without end is repeated at least.
    private let repetitions: Int
    private var depth = 0

    /// - Returns: `nil` for what is not understood, such as a reference back to a group.
    static func text(for pattern: String, repeating repetitions: Int = 0) -> String? {
        var sample = PatternSample(rest: pattern[...], repetitions: repetitions)
        guard let text = sample.alternatives(), sample.rest.isEmpty else { return nil }
        return text
    }

    private init(rest: Substring, repetitions: Int) {
        self.rest = rest
        self.repetitions = repetitions
    }

    private mutating func alternatives() -> String? {
        guard depth < 50 else { return nil }
        depth += 1
        defer { depth -= 1 }
        guard let first = sequence() else { return nil }
        while rest.first == "|" {
            rest.removeFirst()
            guard sequence() != nil else { return nil }
        }
        return first
    }

    private mutating func sequence() -> String? {
        var text = ""
        while let next = rest.first, next != "|", next != ")" {
            guard let part = atom(), let count = quantifier() else { return nil }
            guard text.utf8.count + part.utf8.count * count <= 10_000 else { return nil }
            text += String(repeating: part, count: count)
        }
        return text
    }

    private mutating func atom() -> String? {
        switch rest.removeFirst() {
        case "^", "$": return ""
        case ".": return "a"
        case "(": return group()
        case "[": return CharacterSample.member(ofClassIn: &rest)
        case "\\":
            if let next = rest.first, next == "b" || next == "B" {
                rest.removeFirst()
                return ""
            }
            return CharacterSample.escaped(in: &rest)?.first.map(String.init)
        case let character: return String(character)
        }
    }

    private mutating func group() -> String? {
        var isAssertion = false
        for (mark, asserts) in [("?=", true), ("?!", true), ("?<=", true), ("?<!", true), ("?:", false)]
        where rest.hasPrefix(mark) {
            rest.removeFirst(mark.count)
            isAssertion = asserts
            break
        }
        if rest.hasPrefix("?<") {
            guard let end = rest.firstIndex(of: ">") else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        guard let inside = alternatives(), rest.first == ")" else { return nil }
        rest.removeFirst()
        return isAssertion ? "" : inside
    }

    /// How often the part before it is repeated. `nil` for what is no quantifier although it begins like one.
    private mutating func quantifier() -> Int? {
        var count = 1
        switch rest.first {
        case "*": count = repetitions
        case "+": count = max(1, repetitions)
        case "?": count = 0
        case "{":
            guard let end = rest.firstIndex(of: "}") else { return nil }
            let bounds = rest[rest.index(after: rest.startIndex)..<end].split(
                separator: ",",
                omittingEmptySubsequences: false
            )
            guard let least = bounds.first.flatMap({ Int($0) }), least <= 10_000 else { return nil }
            let most = bounds.count == 1 ? least : Int(bounds[1]) ?? .max
            count = min(max(least, repetitions), max(most, least))
            rest = rest[end...]
        default: return 1
        }
        rest.removeFirst()
        // Lazy or greedy: the fewest are taken in any case.
        if rest.first == "?" { rest.removeFirst() }
        return count
    }
}

/// Members of the classes of a regular expression.
private enum CharacterSample {
    private static let candidates: [Character] = ["a", "A", "0", " ", "-", "_", ".", "é"]

    /// Takes an escape behind its backslash: what it may stand for, the first first.
    static func escaped(in rest: inout Substring) -> [Character]? {
        guard let letter = rest.popFirst() else { return nil }
        switch letter {
        case "d": return Array("0123456789")
        case "w": return Array("a0A_")
        case "s": return Array(" \t\n")
        case "D", "S": return Array("aA-")
        case "W": return Array(" -.")
        case "n": return ["\n"]
        case "t": return ["\t"]
        case "r": return ["\r"]
        case "p":
            guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return nil }
            defer { rest = rest[rest.index(after: end)...] }
            return rest[..<end].hasSuffix("Lu") ? ["A"] : rest[..<end].dropFirst().hasPrefix("N") ? ["0"] : ["a"]
        case "u", "x":
            let digits = rest.prefix(letter == "u" ? 4 : 2)
            guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else { return nil }
            rest.removeFirst(digits.count)
            return [Character(scalar)]
        case "1"..."9": return nil
        default: return [letter]
        }
    }

    /// Takes a class behind its bracket, and gives one of its members.
    static func member(ofClassIn rest: inout Substring) -> String? {
        var members: [ClosedRange<Character>] = []
        let isNegated = rest.first == "^"
        if isNegated { rest.removeFirst() }
        while let next = rest.popFirst(), next != "]" {
            guard var single = next == "\\" ? escaped(in: &rest) : [next] else { return nil }
            if single.count == 1, rest.first == "-", rest.dropFirst().first != "]" {
                rest.removeFirst()
                guard let end = rest.popFirst() else { return nil }
                guard let last = end == "\\" ? escaped(in: &rest)?.first : end, single[0] <= last else { return nil }
                members.append(single[0]...last)
                single = []
            }
            members += single.map { $0...$0 }
        }
        guard isNegated else { return members.first.map { String($0.lowerBound) } }
        return candidates.first { candidate in !members.contains { $0.contains(candidate) } }.map(String.init)
    }
}

/// A pattern for relative paths.
///
/// - `*` is any text within a name, `?` one character, `[a-z]` one of some, `[!a-z]` one of the others.
/// - `**` as a whole part is any number of folders, also none: `**/*.jpg`, `trip/**`.
/// - `{jpg,png}` is either. A backslash takes the meaning from the character after it.
/// - A pattern without a slash is matched against the name, in every folder: `*.jpg` is `**/*.jpg`.
///
/// Letters match in either case: `*.jpg` takes `IMG_1.JPG`. `\xE9` is a byte that is not UTF-8, as outputs write it. Matching takes at most (length of the pattern) ×
/// (length of the path) steps for each alternative, of which a pattern has 64 at most.
public struct Glob: Hashable, Sendable {
    public let pattern: String
    private let alternatives: [[Part]]

    enum Part: Hashable {
        case anyFolders
        case name(NamePattern)
    }

    public init(_ pattern: String) throws(DiscoveryError) {
        self.pattern = pattern
        var alternatives: [[Part]] = []
        for text in try BraceExpansion.expand(pattern) {
            var parts: [Part] = []
            // Paths are relative to the input, whether or not it is said.
            let names = Self.split(text.hasPrefix("./") ? String(text.dropFirst(2)) : text)
            for name in names {
                parts.append(name == ["*", "*"] ? .anyFolders : .name(try NamePattern(name, of: pattern)))
            }
            guard !parts.isEmpty else { throw DiscoveryError(input: pattern, message: "the pattern is empty") }
            if !text.contains("/") { parts.insert(.anyFolders, at: 0) }
            alternatives.append(parts)
        }
        self.alternatives = alternatives
    }

    /// Whether a relative path, with `/` between its parts, matches.
    ///
    /// - Parameter sparesHidden: a part that begins with a dot is then matched only by a pattern that has the dot.
    public func matches(_ path: String, sparesHidden: Bool = false) -> Bool {
        if let answer = matchesByName(path, sparesHidden) { return answer }
        let names = Self.split(path).map { $0.map(\.lower) }
        return alternatives.contains { Self.matches(names, $0, sparesHidden) }
    }

    /// The answer of patterns for names in any folder, which need no look at the folders. `nil` where that does not tell.
    private func matchesByName(_ path: String, _ sparesHidden: Bool) -> Bool? {
        let path = path.utf8
        let slash = UInt8(ascii: "/")
        let name = path[(path.lastIndex(of: slash).map(path.index(after:)) ?? path.startIndex)...]
        guard !name.isEmpty else { return nil }
        if sparesHidden {
            var isStart = true
            for byte in path {
                if isStart, byte == UInt8(ascii: ".") { return nil }
                isStart = byte == slash
            }
        }
        var answer = false
        for parts in alternatives {
            guard parts.count == 2, parts[0] == .anyFolders, case .name(let pattern) = parts[1],
                let isMatch = pattern.matches(name)
            else { return nil }
            answer = answer || isMatch
        }
        return answer
    }

    /// Whether hidden files or folders are asked for by their dot.
    var namesHidden: Bool {
        alternatives.contains { parts in
            parts.contains { if case .name(let name) = $0 { name.beginsWithDot } else { false } }
        }
    }

    /// By bytes: a slash and a mark that combines with it are one character.
    private static func split(_ path: String) -> [[Character]] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { Array(Substring($0)) }
    }

    /// Goes back only to the last `**`: what an earlier one could take, the last one can too.
    private static func matches(_ names: [[Character]], _ parts: [Part], _ sparesHidden: Bool) -> Bool {
        func isSpared(_ name: [Character]) -> Bool { sparesHidden && name.first == "." }
        var (name, part) = (0, 0)
        var retry: (name: Int, part: Int)?
        while name < names.count {
            if part < parts.count, case .anyFolders = parts[part] {
                retry = (name, part)
                part += 1
                continue
            }
            if part < parts.count, case .name(let pattern) = parts[part], pattern.matches(names[name]),
                !isSpared(names[name]) || pattern.beginsWithDot
            {
                name += 1
                part += 1
                continue
            }
            guard let last = retry, !isSpared(names[last.name]) else { return false }
            retry = (last.name + 1, last.part)
            (name, part) = (last.name + 1, last.part + 1)
        }
        return parts[part...].allSatisfy { $0 == .anyFolders }
    }
}

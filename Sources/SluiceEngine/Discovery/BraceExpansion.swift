/// Writes out the `{a,b}` of a pattern, also one inside another.
enum BraceExpansion {
    static let most = 64
    private static let deepest = 8

    static func expand(_ pattern: String) throws(DiscoveryError) -> [String] {
        guard pattern.utf8.count <= 4096 else {
            throw DiscoveryError(input: "\(pattern.prefix(40))…", message: "the pattern is longer than 4096 bytes")
        }
        var text = Array(pattern)[...]
        let all = try alternatives(&text, pattern, depth: 0)
        guard text.isEmpty else { throw DiscoveryError(input: pattern, message: "a } of the pattern has no {") }
        return all
    }

    /// Reads up to the end, or up to the `}` or `,` that belongs to the brace around.
    private static func alternatives(
        _ text: inout ArraySlice<Character>,
        _ pattern: String,
        depth: Int
    ) throws(DiscoveryError) -> [String] {
        guard depth <= deepest else { throw DiscoveryError(input: pattern, message: "braces are nested too deep") }
        var heads = [""]
        while let character = text.first, character != "}", depth == 0 || character != "," {
            text = text.dropFirst()
            var tails = [String(character)]
            if character == "\\", let next = text.popFirst() { tails = ["\\\(next)"] }
            if character == "{" {
                tails = []
                repeat {
                    tails += try alternatives(&text, pattern, depth: depth + 1)
                } while text.first == "," && text.popFirst() != nil
                guard text.popFirst() == "}" else {
                    throw DiscoveryError(input: pattern, message: "a { of the pattern has no }")
                }
            }
            heads = heads.flatMap { head in tails.map { head + $0 } }
            guard heads.count <= most else {
                throw DiscoveryError(input: pattern, message: "the pattern has more than \(most) alternatives")
            }
        }
        return heads
    }
}

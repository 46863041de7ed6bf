import Foundation

/// The target of a request, taken apart: `/v1beta/files?pageSize=2`.
struct Target: Sendable {
    /// The parts of the path with `%` escapes undone.
    let path: [String]
    let query: [String: String]

    init(_ target: String) {
        let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map { $0.split(separator: UInt8(ascii: "/")).map { Self.unescaped($0) } } ?? []
        var query: [String: String] = [:]
        for pair in parts.count > 1 ? parts[1].split(separator: UInt8(ascii: "&")) : [] {
            let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            query[Self.unescaped(sides[0], plus: true)] = sides.count > 1 ? Self.unescaped(sides[1], plus: true) : ""
        }
        self.query = query
    }

    /// Nearly every target has no escapes at all, and Foundation takes its time to find that out.
    private static func unescaped(_ part: Substring.UTF8View.SubSequence, plus: Bool = false) -> String {
        let text = Substring(part)
        guard part.contains(where: { $0 == UInt8(ascii: "%") || (plus && $0 == UInt8(ascii: "+")) }) else {
            return String(text)
        }
        return (plus ? String(text.replacing("+", with: " ")) : String(text)).removingPercentEncoding ?? String(text)
    }
}

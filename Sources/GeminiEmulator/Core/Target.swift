import Foundation

/// The target of a request, taken apart: `/v1beta/files?pageSize=2`.
struct Target: Sendable {
    /// The parts of the path with `%` escapes undone.
    let path: [String]
    let query: [String: String]

    init(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts[0].split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
        var query: [String: String] = [:]
        for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.unescaped(sides[0])
            query[name] = sides.count > 1 ? Self.unescaped(sides[1]) : ""
        }
        self.query = query
    }

    private static func unescaped(_ text: Substring) -> String {
        text.replacing("+", with: " ").removingPercentEncoding ?? String(text)
    }
}

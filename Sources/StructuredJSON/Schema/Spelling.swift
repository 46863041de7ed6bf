/// Finds the name that a misspelt one was probably meant to be.
package enum Spelling {
    /// The closest name by edit distance, else one that begins with the word.
    ///
    /// `nil` when none is near: more than a third of its letters differ.
    package static func nearest(to word: String, in names: some Sequence<String>) -> String? {
        let word = Array(word.lowercased().prefix(64))
        var best: (name: String, distance: Int)?
        for name in names {
            let candidate = Array(name.lowercased())
            let distance = distance(word, candidate)
            guard distance <= max(1, max(word.count, candidate.count) / 3), distance < candidate.count else { continue }
            if distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name ?? (word.count < 3 ? nil : names.first { $0.lowercased().hasPrefix(String(word)) })
    }

    /// `did you mean 'x'?`, or the list of what would be right.
    package static func hint(for word: String, in names: some Collection<String>) -> String {
        if let nearest = nearest(to: word, in: names) { return "did you mean '\(nearest)'?" }
        return "expected one of: \(names.joined(separator: ", "))"
    }

    /// Insertions, deletions, changes and swaps of neighbours that lead from one to the other.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
                row.append(least)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}

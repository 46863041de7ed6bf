import Foundation

/// Holds texts against patterns of ECMA-262, with a bound on the work: a pattern and a text can be made so that every way of
/// fitting them is tried, which no one lives to see the end of.
struct PatternMatcher {
    /// Rounds of ten thousand steps each for all that is matched by one matcher: a third of a second at worst. Foundation gives up
    /// by itself after some three thousand, and then says no more than that nothing was found.
    static let mostRounds = 1000

    private var compiled: [String: NSRegularExpression?] = [:]
    private var rounds = 0

    /// What ICU makes of a pattern. `nil` for one that ECMA-262 has and ICU has not, such as a look behind without an end.
    ///
    /// - Throws: `ECMAPattern.Fault` for what is no pattern.
    static func compiled(_ pattern: String) throws(ECMAPattern.Fault) -> NSRegularExpression? {
        let icu = try ECMAPattern(pattern).icu
        return try? NSRegularExpression(pattern: icu)
    }

    /// Whether a pattern is found anywhere in a text.
    mutating func finds(_ pattern: String, in text: String) -> Found {
        if compiled[pattern] == nil { compiled[pattern] = .some(try? Self.compiled(pattern)) }
        guard let expression = compiled[pattern] ?? nil else { return .unchecked }
        var found = Found.no
        var rounds = rounds
        unsafe expression.enumerateMatches(
            in: text,
            options: [.reportProgress, .reportCompletion],
            range: NSRange(location: 0, length: text.utf16.count)
        ) { match, flags, stop in
            if match != nil {
                found = .yes
            } else if flags.contains(.internalError) {
                found = .tooLong
            } else if flags.contains(.progress) {
                rounds += 1
                guard rounds > Self.mostRounds else { return }
                found = .tooLong
            } else {
                return
            }
            unsafe stop.pointee = true
        }
        self.rounds = rounds
        return found
    }

    enum Found { case yes, no, tooLong, unchecked }
}

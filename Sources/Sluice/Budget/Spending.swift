/// An amount of what a run may spend.
struct Spending: Hashable, Sendable {
    var tokens = 0
    /// US dollars.
    var dollars = 0.0

    static func + (a: Self, b: Self) -> Self {
        let (tokens, isTooLarge) = a.tokens.addingReportingOverflow(b.tokens)
        return Self(tokens: isTooLarge ? .max : tokens, dollars: a.dollars + b.dollars)
    }

    static func - (a: Self, b: Self) -> Self { Self(tokens: a.tokens - b.tokens, dollars: a.dollars - b.dollars) }
}

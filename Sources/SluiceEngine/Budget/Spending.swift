import StructuredJSON

/// An amount of what a run may spend.
struct Spending: Hashable, Sendable {
    var tokens = 0
    /// US dollars.
    var dollars = 0.0

    static func + (a: Self, b: Self) -> Self {
        Self(tokens: a.tokens.adding(b.tokens), dollars: a.dollars + b.dollars)
    }

    static func - (a: Self, b: Self) -> Self {
        Self(tokens: a.tokens.adding(b.tokens == .min ? .max : -b.tokens), dollars: a.dollars - b.dollars)
    }
}

/// A word that was heard, and when, in seconds.
struct SpokenWord: Sendable, Hashable {
    let text: String
    let start: Double
    let end: Double
}

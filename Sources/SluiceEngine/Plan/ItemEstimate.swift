/// What an item is expected to take, and the most that it can.
public struct ItemEstimate: Hashable, Sendable {
    /// Over all turns; what is said again counts again.
    public var inputTokens = 0
    /// Of the input, sound.
    public var audioTokens = 0
    /// Thoughts included. What answers have taken so far, or a guess.
    public var outputTokens = 0
    /// Input of the largest turn.
    public var largestInput = 0
    /// Of what is asked at once: of all turns, or of one part of a recording.
    public var mostInputTokens = 0
    /// As ``mostInputTokens``.
    public var mostOutputTokens = 0
    public var requests = 0
    /// Whether the input is not counted by the service's rules, for want of a size or a length.
    public var isGuess = false

    public var tokens: Int { inputTokens + outputTokens }
}

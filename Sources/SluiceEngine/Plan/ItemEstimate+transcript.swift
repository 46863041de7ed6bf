import StructuredJSON

extension ItemEstimate {
    /// People say some hundred and fifty words a minute, and every segment has its times and its speaker.
    private static let outputOfSecond = 5.0
    /// Tokens of a second of sound (contract §7.3).
    private static let soundOfSecond = 32.0

    /// Makes of what one request about a recording takes what a transcript of it takes: every part is asked about by itself,
    /// and hears what it has in common with the one before it.
    ///
    /// - Parameters:
    ///   - length: The recording's. Of one that is guessed the tokens tell how much will be said.
    ///   - media: The tokens of the recording in one request.
    ///   - usualOutput: Tokens that answers of this recipe have taken on average.
    mutating func transcribe(_ length: RecordingLength, _ settings: Recipe.Transcription, media: Int, usualOutput: Int?)
    {
        if usualOutput == nil {
            let heard = length.certainty == .guessed ? Double(media) / Self.soundOfSecond : length.seconds
            let said = heard * Self.outputOfSecond
            outputTokens += said < 1e12 ? Int(saturating: said) : 0
        }
        guard let parts = RecordingPart.parts(of: length, settings), requests > 0 else { return }
        let count = parts.count
        let (turns, heard) = (requests, parts.reduce(0) { $0 + $1.length } / length.seconds)
        func whole(_ tokens: Int) -> Int { Int(saturating: min(Double(tokens) * heard, 1e15).rounded(.up)) }
        let words = max(0, inputTokens - turns * media)
        inputTokens = whole(turns * media) + count * words
        audioTokens = whole(audioTokens)
        largestInput = largestInput / count + words
        requests *= count
        if usualOutput == nil { outputTokens += (count - 1) * Estimator.guessedAnswer }
        // Parts are paid for one by one.
        mostInputTokens = largestInput + largestInput / 4 + 256
    }
}

import SluiceSupport

extension Interactions {
    /// Waits until an interaction that runs in the background has ended, however it did; asks less and less often.
    ///
    /// ```swift
    /// var request = InteractionRequest(model: "gemini-3.5-flash", input: "Read all of it.")
    /// request.background = true
    /// let answer = try await gemini.interactions.waitUntilDone(gemini.interactions.create(request))
    /// ```
    ///
    /// Cancelling the wait does not cancel the interaction: ``cancel(_:)`` does.
    ///
    /// - Throws: ``GeminiError`` of kind `timeout` when it takes longer than the limit.
    public func waitUntilDone(_ interaction: Interaction, within limit: Duration = .seconds(3600)) async throws
        -> Interaction
    {
        var latest = interaction
        var pauses = Backoff(first: .milliseconds(500), factor: 1.5, longest: .seconds(10))
        var waited = Duration.zero
        while [.inProgress, .queued].contains(latest.status) {
            guard waited < limit else {
                var error = GeminiError(
                    .timeout,
                    "The interaction \(interaction.id) was not done after \(limit.inWords)",
                    isTransient: true
                )
                error.status = latest.status
                throw error
            }
            let pause = pauses.advance()
            try await client.retry.sleep(pause)
            waited += pause
            latest = try await get(interaction.id)
        }
        return latest
    }
}

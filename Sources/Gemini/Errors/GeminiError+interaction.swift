extension GeminiError {
    /// The error with what had been answered by then.
    func with(_ interaction: Interaction) -> GeminiError {
        var copy = self
        let text = interaction.outputText
        if copy.partialText == nil, !text.isEmpty { copy.partialText = text }
        if copy.usage == nil { copy.usage = interaction.usage }
        return copy
    }
}

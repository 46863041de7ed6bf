import Gemini
import SluiceEngine

extension ModelAnswer {
    /// What the API answered, whole or not.
    init(_ interaction: Interaction) {
        var failure: ItemError?
        do throws(GeminiError) {
            _ = try interaction.checkedText()
        } catch {
            failure = ItemError(error)
        }
        self.init(
            text: interaction.outputText,
            id: interaction.id.isEmpty ? nil : interaction.id,
            status: interaction.status.rawValue,
            usage: interaction.usage.map { TokenUsage($0) },
            model: interaction.model,
            words: WordInfo.segments(of: interaction),
            failure: failure,
            continuation: interaction
        )
    }
}

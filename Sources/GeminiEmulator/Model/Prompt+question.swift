import SluiceMedia
import StructuredJSON

extension Prompt {
    /// What tells this prompt from others.
    func question(of model: ModelName) -> PaidGeneration {
        var texts = [system ?? "", format.schema?.text(.canonical) ?? ""]
        texts += turns.map { ($0.isUser ? "u:" : "m:") + $0.text }
        return PaidGeneration(
            model: model.id,
            contents: turns.flatMap(\.media).map(\.sha256),
            prompt: SHA256Digester.hex(of: Array(texts.joined(separator: "\u{1F}").utf8)),
            excerpt: FactReport.excerpt(turns.last { $0.isUser }?.text ?? "", limit: 80)
        )
    }
}

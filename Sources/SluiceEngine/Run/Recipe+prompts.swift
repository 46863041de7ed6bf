extension Recipe {
    /// The prompts as they will be sent for an item, but for what depends on earlier answers.
    func staticPrompts(for context: TemplateContext) -> [String] {
        var context = context
        context.previousText = ""
        let templates = turns.flatMap(\.input).compactMap { input -> PromptTemplate? in
            if case .text(let template) = input { template } else { nil }
        }
        return ((system.map { [$0] } ?? []) + templates).map { $0.render(context) }
    }
}

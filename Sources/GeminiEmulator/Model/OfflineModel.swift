import StructuredJSON

/// Answers from what the media really hold.
///
/// Equal prompts get equal answers.
struct OfflineModel: Sendable {
    private let finder: FactFinder
    /// Looks at headers alone.
    private let headers: FactFinder

    init(tools: ModelTools, storage: StorageFolder) {
        finder = FactFinder(tools: tools, storage: storage)
        headers = FactFinder(tools: .none, storage: storage)
    }

    /// An answer of no words: only what the prompt would cost, as far as that can be told without any program.
    func counting(_ prompt: Prompt) async throws -> ModelAnswer {
        var counts = TokenCounts(isBeforeGemini3: prompt.isBeforeGemini3)
        counts.add(text: prompt.system ?? "")
        for turn in prompt.turns {
            counts.add(text: turn.text)
            for block in turn.media { counts.add(try await headers.facts(of: block), of: block) }
        }
        return ModelAnswer(text: "", thought: "The answer was written down.", inputTokens: counts.list)
    }

    func answer(_ prompt: Prompt) async throws -> ModelAnswer {
        var counts = TokenCounts(isBeforeGemini3: prompt.isBeforeGemini3)
        counts.add(text: prompt.system ?? "")
        var facts: [MediaFacts] = []
        for turn in prompt.turns {
            counts.add(text: turn.text)
            facts += turn.readings.map(MediaFacts.init(reading:))
            for block in turn.media {
                let found = try await finder.facts(of: block)
                counts.add(found, of: block)
                facts.append(found)
            }
        }
        if prompt.tellsWords, let heard = facts.map(\.spoken).first(where: { !$0.isEmpty }) {
            return WordTimes(heard).answer(counts.list)
        }
        // A question about an earlier picture is answered from that picture.
        let composer = Composer(prompt: prompt, facts: facts)
        let text =
            if let schema = prompt.format.schema {
                SchemaFiller(schema: schema, facts: facts, prompt: composer.text).json.text()
            } else {
                composer.text
            }
        let looked = facts.isEmpty ? "Nothing to look at." : "Looked at \(facts.map(\.kind).joined(separator: ", "))."
        return ModelAnswer(text: text, thought: looked, inputTokens: counts.list)
    }
}

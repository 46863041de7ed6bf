import StructuredJSON

extension RecipeBuilder {
    func finally(over turns: [Recipe.Turn]) throws(RecipeError) -> Recipe.Finally? {
        guard let value = document["finally"] else { return nil }
        guard let written = value["prompt"], let text = written.json.string, !text.allSatisfy(\.isWhitespace) else {
            throw error("finally.prompt is blank", at: value["prompt"] ?? value)
        }
        let prompt = try resolved(text, at: written)
        if prompt.contains("{{") {
            throw error(
                "finally.prompt takes no variables: it is asked once, over all files",
                at: value["prompt"] ?? value,
                hint: "each answer is sent with its file's name"
            )
        }
        var finally = Recipe.Finally(prompt: prompt)
        finally.fields = try fields(value["fields"]?.list ?? [], of: turns)
        finally.response = try response(value["response"])
        finally.generation = value["generation"]?.json.object ?? [:]
        if let tokens = value["part_tokens"]?.json.number?.int { finally.partTokens = tokens }
        return finally
    }

    /// Names that answers can have, so far as their schema tells. An item's answer is that of its last turn.
    private func fields(_ names: [LocatedValue], of turns: [Recipe.Turn]) throws(RecipeError) -> [String] {
        if let first = names.first, turns.last?.response == .text {
            throw error("finally.fields: an answer in free text has no fields", at: first, hint: "leave it out")
        }
        guard let known = turns.last?.response.fieldNames else { return names.compactMap(\.json.string) }
        for name in names {
            let text = name.json.string ?? ""
            guard !known.contains(text) else { continue }
            let nearest = Spelling.nearest(to: text, in: known).map { "did you mean '\($0)'?" }
            let hint = nearest ?? "expected one of: \(known.joined(separator: ", "))"
            throw error("finally.fields: no answer has '\(text)'", at: name, hint: hint)
        }
        return names.compactMap(\.json.string)
    }
}

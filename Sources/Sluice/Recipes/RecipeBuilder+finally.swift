import StructuredJSON

extension RecipeBuilder {
    func finally(over turns: [Recipe.Turn]) throws(RecipeError) -> Recipe.Finally? {
        guard let value = document["finally"] else { return nil }
        guard let prompt = value["prompt"]?.json.string, !prompt.allSatisfy(\.isWhitespace) else {
            throw error("finally.prompt is blank", at: value["prompt"] ?? value)
        }
        var finally = Recipe.Finally(prompt: prompt)
        finally.fields = try fields(value["fields"]?.list ?? [], of: turns)
        finally.response = try response(value["response"])
        finally.generation = value["generation"]?.json.object ?? [:]
        if let tokens = value["part_tokens"]?.json.number?.int { finally.partTokens = tokens }
        return finally
    }

    /// Names that answers can have, so far as the schema of one tells.
    private func fields(_ names: [LocatedValue], of turns: [Recipe.Turn]) throws(RecipeError) -> [String] {
        let shapes = turns.map(\.response).filter { $0 != .text }
        if let first = names.first, shapes.isEmpty {
            throw error("finally.fields: answers that are free text have no fields", at: first, hint: "leave it out")
        }
        let known = shapes.compactMap(\.schema?.json["properties"]?.object).flatMap(\.keys)
        let areAllKnown = shapes.allSatisfy { $0.schema?.json["properties"] != nil }
        for name in names where areAllKnown && !known.contains(name.json.string ?? "") {
            let text = name.json.string ?? ""
            let nearest = Spelling.nearest(to: text, in: known).map { "did you mean '\($0)'?" }
            throw error(
                "finally.fields: no answer has '\(text)'",
                at: name,
                hint: nearest ?? "expected one of: \(known.joined(separator: ", "))"
            )
        }
        return names.compactMap(\.json.string)
    }
}

import StructuredJSON

extension RecipeBuilder {
    func finally() throws(RecipeError) -> Recipe.Finally? {
        guard let value = document["finally"] else { return nil }
        guard let prompt = value["prompt"]?.json.string, !prompt.allSatisfy(\.isWhitespace) else {
            throw error("finally.prompt is blank", at: value["prompt"] ?? value)
        }
        var finally = Recipe.Finally(prompt: prompt)
        finally.fields = (value["fields"]?.list ?? []).compactMap(\.json.string)
        finally.response = try response(value["response"])
        finally.generation = value["generation"]?.json.object ?? [:]
        if let tokens = value["part_tokens"]?.json.number?.int { finally.partTokens = tokens }
        return finally
    }
}

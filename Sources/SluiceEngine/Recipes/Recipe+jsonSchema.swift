public import StructuredJSON

extension Recipe {
    /// The JSON Schema of the pipeline file, draft 2020-12, for editors. The loader checks by the same tables.
    public static var jsonSchema: JSONValue {
        var schema: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Sluice pipeline file",
        ]
        schema.merge(RecipeShape.keys(RecipeFormat.pipeline).jsonSchema)
        return .object(schema)
    }
}

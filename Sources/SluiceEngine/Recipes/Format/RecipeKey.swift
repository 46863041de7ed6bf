/// One key of a mapping in a pipeline file.
struct RecipeKey: Sendable {
    let name: String
    /// For the JSON Schema, which editors show, and for the error when the key is missing.
    let about: String
    let shape: RecipeShape
    let isRequired: Bool

    init(_ name: String, _ shape: RecipeShape, _ about: String, isRequired: Bool = false) {
        self.name = name
        self.about = about
        self.shape = shape
        self.isRequired = isRequired
    }
}

private import SluiceBuiltInRecipes

extension Recipe {
    /// The commented text of a recipe that comes with the library, to start a pipeline file from.
    public static func starter(_ name: String) -> String? { BuiltInRecipe.named(name)?.yaml }
}

import Foundation
private import SluiceBuiltInRecipes
import StructuredJSON

extension Recipe {
    /// Loads a pipeline file by its path, or a recipe that comes with the library by its name.
    ///
    /// A path is tried first, so that a file may bear a built-in name.
    ///
    /// - Parameter allowsFiles: Whether an `@FILE` may be outside of the recipe's own folder.
    public static func load(_ pipeline: String, allowsFiles: Bool = false) throws(RecipeError) -> Recipe {
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: pipeline, isDirectory: &isFolder) {
            if isFolder.boolValue {
                if let builtIn = BuiltInRecipe.named(pipeline) {
                    return try Recipe(yaml: builtIn.yaml, file: builtIn.name)
                }
                throw RecipeError("this is a folder, not a pipeline file", file: pipeline)
            }
            let yaml = try RecipeFile(path: pipeline).text(named: pipeline)
            return try Recipe(yaml: yaml, file: pipeline, allowsFiles: allowsFiles)
        }
        if let builtIn = BuiltInRecipe.named(pipeline) { return try Recipe(yaml: builtIn.yaml, file: builtIn.name) }
        let names = BuiltInRecipe.all.map(\.name)
        let nearest = Spelling.nearest(to: pipeline, in: names).map { "did you mean '\($0)'? " } ?? ""
        let list = names.joined(separator: ", ")
        throw RecipeError("no such file or built-in recipe", hint: "\(nearest)Built in are \(list)", file: pipeline)
    }
}

extension Recipe {
    /// The names of the recipes that come with the library.
    public static var builtInNames: [String] { BuiltInRecipe.all.map(\.name) }
}

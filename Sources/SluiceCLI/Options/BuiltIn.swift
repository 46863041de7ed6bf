import Sluice

/// The recipes that come with the executable, for help texts.
enum BuiltIn {
    static var names: String { Recipe.builtInNames.joined(separator: ", ") }
}

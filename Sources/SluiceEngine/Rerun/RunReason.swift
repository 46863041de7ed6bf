/// Why an item is asked about.
public enum RunReason: Hashable, Sendable {
    case new
    /// ``RunOptions/force``.
    case forced
    /// The last run could not do it: the failure's kind.
    case failed(String)
    case recordMissing
    /// Something wrote to the record since.
    case recordEdited
    case filesChanged
    /// The parts of the recipe that are not what they were; empty where that is not known.
    case recipeChanged([String])
    /// A prompt names something about the file that is not what it was.
    case promptsChanged
}

extension RunReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .new: "new"
        case .forced: "forced"
        case .failed(let kind): "failed last time (\(kind))"
        case .recordMissing: "its result was deleted"
        case .recordEdited: "its result was edited"
        case .filesChanged: "its content changed"
        case .recipeChanged(let parts):
            parts.isEmpty ? "the recipe changed" : "the recipe changed: \(parts.joined(separator: ", "))"
        case .promptsChanged: "its prompt changed"
        }
    }
}

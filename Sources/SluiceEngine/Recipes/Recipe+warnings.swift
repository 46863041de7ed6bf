import StructuredJSON

extension Recipe {
    /// What of the recipe is accepted and not heeded here, one line each: keywords of its schemas that answers are not held against.
    public var warnings: [String] {
        var keywords: Set<String> = []
        for turn in turns { keywords.formUnion(turn.response.schema?.uncheckedKeywords ?? []) }
        guard !keywords.isEmpty else { return [] }
        let names = keywords.sorted().joined(separator: ", ")
        return ["Answers are not checked for everything in the schema: \(names)"]
    }
}

import Foundation

/// What a walk leaves out.
struct DiscoveryFilter: Sendable {
    private let include: [Glob]
    private let exclude: [Glob]
    private let namesHidden: Bool
    private let leftOut: [String]

    init(include: [String], exclude: [String], excluding: [URL]) throws(DiscoveryError) {
        self.include = try Self.globs(include)
        self.exclude = try Self.globs(exclude)
        namesHidden = self.include.contains(where: \.namesHidden)
        leftOut = excluding.map { "/" + PathText.cleaned($0.path) }
    }

    /// Whether there is a folder that records go to.
    var sparesRecords: Bool { !leftOut.isEmpty }

    func takes(file relativePath: String, at path: String) -> Bool {
        include.contains { $0.matches(relativePath, sparesHidden: true) }
            && !exclude.contains { $0.matches(relativePath) } && !leftOut.contains(path)
    }

    func enters(folder relativePath: String, at path: String, _ identity: FolderListing.Identity) -> Bool {
        let name = PathText.name(of: relativePath)
        guard name != ".sluice", namesHidden || !name.hasPrefix(".") else { return false }
        guard !exclude.contains(where: { $0.matches(relativePath) }) else { return false }
        // The output folder may be there only since the walk began, and may be reached by another name.
        return !leftOut.contains { folder in
            if folder == path { return true }
            if case .folder(identity) = FolderListing.kind(of: folder) { return true }
            return false
        }
    }

    private static func globs(_ patterns: [String]) throws(DiscoveryError) -> [Glob] {
        var globs: [Glob] = []
        for pattern in patterns { globs.append(try Glob(pattern)) }
        return globs
    }
}

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

    func takes(file relativePath: String, at path: [UInt8]) -> Bool {
        include.contains { $0.matches(relativePath, sparesHidden: true) }
            && !exclude.contains { $0.matches(relativePath) } && !leftOut.contains { path.elementsEqual($0.utf8) }
    }

    func enters(folder relativePath: String) -> Bool {
        let name = PathText.name(of: relativePath)
        guard name != ".sluice", namesHidden || !name.hasPrefix(".") else { return false }
        return !exclude.contains(where: { $0.matches(relativePath) })
    }

    /// Whether a folder is never entered. The output folder may be there only since the walk began, and may be reached by
    /// another name.
    func leavesOut(_ identity: FolderListing.Identity) -> Bool {
        leftOut.contains { folder in
            if case .folder(identity) = FolderListing.kind(of: folder) { return true }
            return false
        }
    }

    /// Whether a file is taken by the way of its own names.
    func reaches(_ relativePath: String, at path: [UInt8]) -> Bool {
        var folder = PathText.folder(of: relativePath)
        while !folder.isEmpty {
            guard enters(folder: folder) else { return false }
            folder = PathText.folder(of: folder)
        }
        return takes(file: relativePath, at: path)
    }

    private static func globs(_ patterns: [String]) throws(DiscoveryError) -> [Glob] {
        var globs: [Glob] = []
        for pattern in patterns { globs.append(try Glob(pattern)) }
        return globs
    }
}

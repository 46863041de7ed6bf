import Foundation

/// Goes through one folder after the other, depth first, and holds the entries of the open ones only.
struct FolderWalk {
    private struct Level {
        let path: String
        let relativePath: String
        let identity: FolderListing.Identity
        var folders: ArraySlice<(name: String, identity: FolderListing.Identity)>
    }

    private let filter: DiscoveryFilter
    private var root = ""
    private var rootName = ""
    private var levels: [Level] = []
    private var ready: ArraySlice<Discovered> = []

    init(filter: DiscoveryFilter) { self.filter = filter }

    mutating func begin(at path: String, root: String, rootName: String, relativePath: String) async {
        self.root = root
        self.rootName = rootName
        guard case .folder(let identity) = FolderListing.kind(of: path) else {
            ready.append(.problem(.init(path: path, message: "is no folder any more")))
            return
        }
        await open(path, relativePath, identity)
    }

    /// The next file or problem. `nil` when the tree is done.
    mutating func next() async -> Discovered? {
        while true {
            if let found = ready.popFirst() { return found }
            guard let level = levels.last else { return nil }
            guard let folder = level.folders.first else {
                levels.removeLast()
                continue
            }
            levels[levels.count - 1].folders.removeFirst()
            let path = PathText.joined(level.path, folder.name)
            await open(path, PathText.joined(level.relativePath, folder.name), folder.identity)
        }
    }

    private mutating func open(_ path: String, _ relativePath: String, _ identity: FolderListing.Identity) async {
        let entries: [FolderListing.Entry]
        do throws(DiscoveryError) {
            entries = try await FolderListing.entries(of: path)
        } catch {
            ready = [.problem(.init(path: path, message: "cannot be read: \(error.message)"))]
            return
        }
        // What a run has written is no input, unless somebody names that very folder.
        if filter.sparesRecords, !levels.isEmpty, entries.contains(where: \.isRunsState) { return }
        let ancestors = Set(levels.map(\.identity)).union([identity])
        var files: [Discovered] = []
        var folders: [(name: String, identity: FolderListing.Identity)] = []
        for entry in entries.sorted(by: { NaturalOrder.precedes($0.name ?? "", $1.name ?? "") }) {
            guard let name = entry.name else {
                let escaped = PathText.joined(path, PathText.escaped(entry.bytes))
                files.append(.problem(.init(path: escaped, message: "has a name that is not UTF-8")))
                continue
            }
            let whole = PathText.joined(path, name)
            let relative = PathText.joined(relativePath, name)
            if case .folder(let identity) = entry.kind {
                if !ancestors.contains(identity), filter.enters(folder: relative, at: whole, identity) {
                    folders.append((name, identity))
                }
                continue
            }
            guard filter.takes(file: relative, at: whole) else { continue }
            switch entry.kind {
            case .file:
                files.append(.file(.init(path: whole, root: root, rootName: rootName, relativePath: relative)))
            case .broken(let number):
                let message =
                    number == ENOENT ? "is a broken symbolic link" : "cannot be read: \(FolderListing.reason(number))"
                files.append(.problem(.init(path: whole, message: message)))
            default: files.append(.problem(.init(path: whole, message: "is not a regular file")))
            }
        }
        let folderNames = filter.sparesRecords ? folders.map(\.name) : []
        ready = files.map { Self.withRoom($0, beside: folderNames) }[...]
        levels.append(Level(path: path, relativePath: relativePath, identity: identity, folders: folders[...]))
    }

    /// Records lie in a tree like the inputs': a folder may have the name that the record of a file beside it will have.
    private static func withRoom(_ found: Discovered, beside folders: [String]) -> Discovered {
        guard !folders.isEmpty, case .file(let file) = found,
            folders.contains(PathText.name(of: OutputFolder.recordPath(of: file.relativePath)))
        else { return found }
        let message = "has a folder beside it that is named like its record, the same and .json: rename one of them"
        return .problem(.init(path: file.path, message: message))
    }
}

import Foundation

/// Goes through one folder after the other, depth first, and holds the names of the open ones only.
///
/// Every real folder is gone through once, whatever ways lead to it: by its own name, or, where that is not below an input, by
/// the first link. Links come after everything else of their input.
struct FolderWalk {
    private struct Level {
        let path: [UInt8]
        let relativePath: String
        var listing: FolderListing?
        let siblings: SiblingFolders?
        var next = 0
        /// Those that were found so far, in order.
        var folders: [[UInt8]] = []
        var nextFolder = 0
    }

    private let filter: DiscoveryFilter
    private var links: LinkPolicy
    private var root = ""
    private var rootName = ""
    private var levels: [Level] = []
    private var deferred: [LinkPolicy.Folder] = []
    private var ready: [Discovered] = []

    init(filter: DiscoveryFilter, links: LinkPolicy) {
        self.filter = filter
        self.links = links
    }

    /// Begins with a folder that was asked for.
    mutating func begin(at path: [UInt8], root: String, rootName: String, relativePath: String) async {
        self.root = root
        self.rootName = rootName
        links.enter(root: path)
        await open(path, relativePath, isNamed: true)
    }

    /// The next file or problem. `nil` when the tree is done.
    mutating func next() async -> Discovered? {
        while true {
            if let found = ready.popLast() { return found }
            guard let last = levels.indices.last else {
                guard let folder = deferred.first else {
                    ready = links.takeNotes().reversed()
                    if ready.isEmpty { return nil }
                    continue
                }
                deferred.removeFirst()
                await open(folder.path, folder.relativePath)
                continue
            }
            if let listing = levels[last].listing {
                let index = levels[last].next
                levels[last].next += 1
                guard index < listing.count else {
                    // Only the folders are still needed.
                    levels[last].listing = nil
                    continue
                }
                if let found = await element(listing.kind(index), listing.name(index), in: last) { return found }
                continue
            }
            guard levels[last].nextFolder < levels[last].folders.count else {
                levels.removeLast()
                continue
            }
            let name = levels[last].folders[levels[last].nextFolder]
            levels[last].nextFolder += 1
            await open(
                levels[last].path.joined(name),
                PathText.joined(levels[last].relativePath, FileName.text(of: name))
            )
        }
    }

    private mutating func open(_ path: [UInt8], _ relativePath: String, isNamed: Bool = false) async {
        let listing: FolderListing
        do throws(DiscoveryError) {
            listing = try await FolderListing.of(path)
        } catch {
            ready = [problem(path, "cannot be read: \(error.message)")]
            return
        }
        // What a run has written is no input, unless somebody names that very folder.
        if !isNamed, filter.leavesOut(listing.identity) || filter.sparesRecords && listing.hasRunsState { return }
        guard links.visit(listing.identity, at: path) else { return }
        let level = Level(
            path: path,
            relativePath: relativePath,
            listing: listing,
            siblings: siblings(listing, relativePath, above: levels.last?.siblings)
        )
        levels.append(level)
    }

    private mutating func element(_ kind: FolderListing.EntryKind, _ name: ArraySlice<UInt8>, in last: Int) async
        -> Discovered?
    {
        let path = levels[last].path.joined(name)
        let relative = PathText.joined(levels[last].relativePath, FileName.text(of: name))
        switch kind {
        case .folder:
            if filter.enters(folder: relative) { levels[last].folders.append(Array(name)) }
            return nil
        case .file: return filter.takes(file: relative, at: path) ? file(path, relative, name, in: last) : nil
        case .other: return filter.takes(file: relative, at: path) ? problem(path, "is not a regular file") : nil
        case .link: break
        }
        switch await LinkPolicy.target(of: path) {
        case .folder(let identity, let real):
            guard filter.enters(folder: relative), !filter.leavesOut(identity) else { return nil }
            if links.follows(folder: path, to: real) {
                deferred.append(LinkPolicy.Folder(path: path, relativePath: relative))
            }
            return nil
        case .file(let identity, let real):
            guard filter.takes(file: relative, at: path), links.follows(file: path, to: real, identity, filter) else {
                return nil
            }
            return file(path, relative, name, in: last)
        case .other: return filter.takes(file: relative, at: path) ? problem(path, "is not a regular file") : nil
        case .broken(let number):
            guard filter.takes(file: relative, at: path) else { return nil }
            let isGone = number == ENOENT
            let message = isGone ? "is a broken symbolic link" : "cannot be read: \(FolderListing.reason(number))"
            return problem(path, message)
        }
    }

    private func file(_ path: [UInt8], _ relative: String, _ name: ArraySlice<UInt8>, in last: Int) -> Discovered {
        let level = levels[last]
        if filter.sparesRecords, let siblings = level.siblings,
            siblings.paths.contains(Array(OutputFolder.recordPath(of: relative).utf8))
        {
            // Records lie in a tree like the inputs'.
            let message = "has a folder beside it that is named like its record, the same and .json: rename one of them"
            return problem(path, message)
        }
        do throws(DiscoveryError) {
            var file = try DiscoveredFile(path: path, root: root, rootName: rootName, relativePath: relative)
            file.siblings = level.siblings
            if let identity = level.listing?.identity { file.place = FilePlace(folder: identity, name: Array(name)) }
            return .file(file)
        } catch {
            return problem(path, "has a name that is not UTF-8, and no other can be given to it: \(error.message)")
        }
    }

    private func problem(_ path: [UInt8], _ message: String) -> Discovered {
        .problem(DiscoveryProblem(path: FileName.text(of: path), message: message))
    }

    /// Folders that are named like an output of some file.
    private func siblings(_ listing: FolderListing, _ relativePath: String, above: SiblingFolders?) -> SiblingFolders? {
        guard filter.sparesRecords else { return nil }
        var paths: Set<[UInt8]> = []
        for index in 0..<listing.count where listing.kind(index) == .folder || listing.kind(index) == .link {
            let name = listing.name(index)
            guard OutputFormat.allCases.contains(where: { name.endsLike($0) }) else { continue }
            let relative = PathText.joined(relativePath, FileName.text(of: name))
            guard filter.enters(folder: relative) else { continue }
            paths.insert(Array(relative.utf8))
        }
        // An item of a whole folder has its outputs beside that folder.
        guard let above, !above.paths.isEmpty else { return paths.isEmpty ? nil : SiblingFolders(paths) }
        return paths.isEmpty ? above : SiblingFolders(paths.union(above.paths))
    }
}

extension [UInt8] {
    /// The path of an entry of this folder.
    fileprivate func joined(_ name: some Sequence<UInt8>) -> [UInt8] {
        var path = self
        if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
        path.append(contentsOf: name)
        return path
    }
}

extension ArraySlice<UInt8> {
    fileprivate func endsLike(_ format: OutputFormat) -> Bool {
        let suffix = ".\(format.rawValue)".utf8
        return count > suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
    }
}

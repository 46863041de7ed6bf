import Foundation

/// Which symbolic links a walk follows, and what was gone through already.
///
/// A link to what is below an input anyway is another name for it: it is said, and not taken twice. A link that leads out of the
/// inputs is followed only when that was asked for: who drops a folder into another's inputs does not decide what else is sent.
struct LinkPolicy {
    /// A folder that a link leads to.
    struct Folder {
        let path: [UInt8]
        let relativePath: String
    }

    /// What is behind a link.
    enum Target {
        case file(FolderListing.Identity, real: [UInt8])
        case folder(FolderListing.Identity, real: [UInt8])
        case other
        case broken(Int32)
    }

    /// So many links are named, and the rest counted.
    private static let mostNamed = 20

    /// Whether links out of the inputs are followed.
    let leadsOut: Bool
    /// The real paths of the folders that were asked for.
    private var roots: [[UInt8]]
    private var visited: Set<FolderListing.Identity> = []
    private var files: Set<FolderListing.Identity> = []
    private var notes: [DiscoveryProblem] = []
    private var unnamed = 0

    /// - Parameter roots: Folders that are asked for, now or later.
    init(followsOut leadsOut: Bool, roots: [[UInt8]] = []) {
        self.leadsOut = leadsOut
        self.roots = roots.compactMap { FolderListing.realPath(of: $0) }
    }

    mutating func enter(root: [UInt8]) {
        guard let real = FolderListing.realPath(of: root), !roots.contains(real) else { return }
        roots.append(real)
    }

    /// Whether a folder is to be gone through: for the first time.
    mutating func visit(_ folder: FolderListing.Identity, at path: [UInt8]) -> Bool {
        if visited.insert(folder).inserted { return true }
        note(path, "is another way to a folder that was gone through already: its files are taken once")
        return false
    }

    mutating func follows(folder path: [UInt8], to real: [UInt8]) -> Bool {
        if leadsOut || root(above: real) != nil { return true }
        noteWayOut(path, real)
        return false
    }

    mutating func follows(
        file path: [UInt8],
        to real: [UInt8],
        _ identity: FolderListing.Identity,
        _ filter: DiscoveryFilter
    ) -> Bool {
        if let root = root(above: real) {
            let below = real.dropFirst(root.count).drop { $0 == UInt8(ascii: "/") }
            if filter.reaches(FileName.text(of: below), at: real) {
                note(path, "is a link to \(FileName.text(of: real)), which is taken by its own name")
                return false
            }
        } else if !leadsOut {
            noteWayOut(path, real)
            return false
        }
        if files.insert(identity).inserted { return true }
        note(path, "is another link to \(FileName.text(of: real)), which is taken once")
        return false
    }

    /// What is to be said once the tree is done.
    mutating func takeNotes() -> [Discovered] {
        defer { (notes, unnamed) = ([], 0) }
        guard unnamed > 0, let last = notes.last else { return notes.map(Discovered.problem) }
        let rest = DiscoveryProblem(
            path: last.path,
            message: "is not the last: \(unnamed) more links or folders were not followed or are taken once",
            isNote: true
        )
        return (notes + [rest]).map(Discovered.problem)
    }

    private func root(above real: [UInt8]) -> [UInt8]? {
        roots.first { root in
            real.starts(with: root)
                && (root.last == UInt8(ascii: "/") || real.count == root.count || real[root.count] == UInt8(ascii: "/"))
        }
    }

    private mutating func noteWayOut(_ path: [UInt8], _ real: [UInt8]) {
        note(path, "is a link out of the input, to \(FileName.text(of: real)): not followed (--follow-links does)")
    }

    private mutating func note(_ path: [UInt8], _ message: String) {
        guard notes.count < Self.mostNamed else {
            unnamed += 1
            return
        }
        notes.append(DiscoveryProblem(path: FileName.text(of: path), message: message, isNote: true))
    }
}

extension LinkPolicy {
    /// Looks behind a link.
    @concurrent
    static func target(of path: [UInt8]) async -> Target {
        var status = stat()
        guard unsafe stat(path.map { CChar(bitPattern: $0) } + [0], &status) == 0 else { return .broken(errno) }
        let identity = FolderListing.Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            number: UInt64(status.st_ino)
        )
        let real = FolderListing.realPath(of: path) ?? path
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file(identity, real: real)
        case S_IFDIR: .folder(identity, real: real)
        default: .other
        }
    }
}

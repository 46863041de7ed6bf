import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that are written whole or not at all.
///
/// Each is a ``Draft`` first; ``commit()`` syncs all of them, puts them in their places and syncs their folders.
/// Synced together they take a fraction of the time that each alone would.
/// What was not committed is gone with the value.
struct AtomicBatch: ~Copyable {
    fileprivate struct Step {
        let owner: Int
        /// `nil` for a file that shall go.
        let draft: Draft?
        let target: String
        /// Whether nothing else of its owner is put in its place without it.
        var isFirst = false
    }

    private var steps: [Step] = []
    private let room: String
    private let root: String

    /// - Parameter drafts: A folder on the file system of the targets, in the state of their output folder.
    init(drafts: URL) {
        room = drafts.path(percentEncoded: false)
        root = drafts.deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)
    }

    /// - Parameter owner: Who is told how it went.
    /// - Throws: ``ItemError`` with the system's reason.
    mutating func add(_ bytes: [UInt8], for file: URL, of owner: Int = 0) throws(ItemError) {
        let draft = try Draft(bytes, for: file.path(percentEncoded: false), in: room)
        steps.append(Step(owner: owner, draft: draft, target: draft.target))
    }

    /// A record: without it nothing of its owner is put in its place, and what was paid for stays among the drafts.
    mutating func add(record draft: Draft, of owner: Int) {
        steps.append(Step(owner: owner, draft: draft, target: draft.target, isFirst: true))
    }

    /// Has a file gone once the others are in their places.
    mutating func remove(_ file: URL, of owner: Int = 0) {
        steps.append(Step(owner: owner, draft: nil, target: file.path(percentEncoded: false)))
    }

    /// - Throws: ``ItemError``. Some of the targets may then be in their places.
    consuming func commit() throws(ItemError) {
        if let failure = commitEach().values.first { throw failure }
    }

    /// - Returns: What went wrong, by owner. All others' files are in their places.
    consuming func commitEach() -> [Int: ItemError] {
        var failures: [Int: ItemError] = [:]
        var lost: Set<Int> = []
        func fail(_ step: Step, _ error: ItemError) {
            failures[step.owner] = failures[step.owner] ?? error
            guard step.isFirst else { return }
            lost.insert(step.owner)
            step.draft?.keep()
        }
        var synced: [Step] = []
        for step in steps {
            do throws(ItemError) {
                try step.draft?.sync()
                synced.append(step)
            } catch {
                fail(step, error)
            }
        }
        for (folder, steps) in Dictionary(grouping: synced, by: { PathText.folder(of: $0.target) }) {
            do throws(ItemError) {
                let tree = try OutputTree(folder, below: root)
                for step in steps where !lost.contains(step.owner) {
                    do throws(ItemError) {
                        try step.take(in: tree.descriptor)
                    } catch {
                        fail(step, error)
                    }
                }
                tree.sync()
            } catch {
                for step in steps { fail(step, error) }
            }
        }
        return failures
    }
}

extension AtomicBatch.Step {
    fileprivate func take(in folder: CInt) throws(ItemError) {
        if let draft { return try draft.place(in: folder) }
        unsafe unlinkat(folder, PathText.name(of: target), 0)
    }
}

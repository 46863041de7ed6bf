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
    private var drafts: [Draft] = []
    private var folders: Set<String> = []
    private var stale: [String] = []
    private let room: String

    /// - Parameter drafts: A folder on the file system of the targets.
    init(drafts: URL) { room = drafts.path(percentEncoded: false) }

    /// - Throws: ``ItemError`` with the system's reason.
    mutating func add(_ bytes: [UInt8], for file: URL) throws(ItemError) {
        try add(try Draft(bytes, for: file.path(percentEncoded: false), in: room))
    }

    /// - Throws: ``ItemError`` when the folder that it goes to cannot be made.
    mutating func add(_ draft: Draft) throws(ItemError) {
        let target = draft.target
        let folder = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
        if folders.insert(folder).inserted { try Self.make(folder) }
        drafts.append(draft)
    }

    /// Has a file gone once the others are in their places.
    mutating func remove(_ file: URL) { stale.append(file.path(percentEncoded: false)) }

    /// - Throws: ``ItemError``. Some of the targets may then be in their places.
    consuming func commit() throws(ItemError) {
        for draft in drafts { try draft.sync() }
        for draft in drafts { try draft.place() }
        for file in stale { unsafe unlink(file) }
        for folder in folders { Self.sync(folder) }
    }

    static func make(_ folder: String) throws(ItemError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            var failure = ItemError(
                kind: .unwritable,
                message: "\(folder): the folder cannot be made",
                hint: "choose another output folder with -o"
            )
            failure.concernsRun = ItemError(error).concernsRun
            throw failure
        }
    }

    private static func sync(_ folder: String) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        // Some file systems cannot sync a folder; the files themselves are safe by then.
        fsync(descriptor)
        close(descriptor)
    }
}

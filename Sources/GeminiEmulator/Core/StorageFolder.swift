import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder that holds uploaded bytes, and the memory for small ones; a temporary one goes away with its last holder.
final class StorageFolder: Sendable {
    let url: URL
    private let isTemporary: Bool
    private let prefix: String
    private struct State {
        /// How many names were given out; `nil`: the folder is not made yet.
        var count: Int?
        /// Of a temporary folder.
        var lock: FolderLock?
        /// How many bytes are in memory.
        var lent = 0
    }

    /// Many small files must not fill the memory.
    private static let mostLent = 8 << 20

    private let state = Mutex(State())

    /// Makes the folder when the first file comes.
    init(_ chosen: URL?) {
        let temporary = Self.home.appending(path: "\(Self.name)\(UUID().uuidString)")
        url = chosen ?? temporary
        isTemporary = chosen == nil
        // Others may keep their files in the same folder.
        prefix = url.appending(path: UUID().uuidString.lowercased()).path
    }

    deinit { discard() }

    /// Removes a temporary folder with all that is in it. What comes later cannot be kept.
    func discard() {
        // Nobody is left to tell when it fails; the system empties its temporary folder in time.
        if isTemporary { try? FileManager.default.removeItem(at: url) }
    }

    /// A path for a new file.
    func newFile() throws -> String {
        let number = try state.withLock { state in
            if state.count == nil { state.lock = try makeFolder() }
            let number = (state.count ?? 0) + 1
            state.count = number
            return number
        }
        return "\(prefix)-\(number)"
    }

    /// Whether so many bytes may be in memory; then ``takeBack(_:)`` is owed. Who chose a folder will look into it: there
    /// everything is on disk.
    func lend(_ bytes: Int) -> Bool {
        state.withLock { state in
            guard isTemporary, state.lent + bytes <= Self.mostLent else { return false }
            state.lent += bytes
            return true
        }
    }

    func takeBack(_ bytes: Int) { state.withLock { $0.lent -= bytes } }

    /// Removes a file that is no longer needed. Already gone is as good as removed.
    func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    private func makeFolder() throws -> FolderLock? {
        guard isTemporary else {
            // The path of an address elsewhere may be that of a folder here.
            guard url.isFileURL, ["", "localhost"].contains(url.host()?.lowercased() ?? "") else {
                throw CocoaError(.fileWriteUnsupportedScheme, userInfo: [NSURLErrorKey: url])
            }
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            return nil
        }
        Self.sweep()
        // It gets its name when it is locked: another's broom must not come between.
        let unnamed = Self.home.appending(path: ".\(url.lastPathComponent)")
        try FileManager.default.createDirectory(at: unnamed, withIntermediateDirectories: true)
        let lock = FolderLock(unnamed, makes: true)
        try FileManager.default.moveItem(at: unnamed, to: url)
        return lock
    }

    private static let home = FileManager.default.temporaryDirectory
    private static let name = "gemini-emulator-"

    /// Removes what processes left behind that were killed.
    private static func sweep() {
        // Without the right to look there is nothing to sweep.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: home.path)) ?? []
        for name in names where name.hasPrefix(Self.name) {
            let folder = home.appending(path: name)
            guard FolderLock(folder, makes: false) != nil else { continue }
            try? FileManager.default.removeItem(at: folder)
        }
    }
}

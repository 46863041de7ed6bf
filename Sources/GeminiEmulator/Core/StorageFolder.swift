import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder that holds uploaded bytes; a temporary one goes away with its last holder.
final class StorageFolder: Sendable {
    let url: URL
    private let isTemporary: Bool
    private let prefix: String
    /// How many names were given out; `nil`: the folder is not made yet.
    private let count = Mutex<Int?>(nil)

    /// Makes the folder when the first file comes.
    init(_ chosen: URL?) {
        let temporary = FileManager.default.temporaryDirectory.appending(path: "gemini-emulator-\(UUID().uuidString)")
        url = chosen ?? temporary
        isTemporary = chosen == nil
        // Others may keep their files in the same folder.
        prefix = url.appending(path: UUID().uuidString.lowercased()).path
    }

    deinit {
        // Nobody is left to tell when it fails; the system empties its temporary folder in time.
        if isTemporary { try? FileManager.default.removeItem(at: url) }
    }

    /// A path for a new file.
    func newFile() throws -> String {
        let number = try count.withLock { count in
            if count == nil { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
            let number = (count ?? 0) + 1
            count = number
            return number
        }
        return "\(prefix)-\(number)"
    }

    /// Removes a file that is no longer needed. Already gone is as good as removed.
    func remove(_ path: String) {
        _ = unsafe unlink(path)
    }
}

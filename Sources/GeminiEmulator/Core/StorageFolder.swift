import Foundation

/// The folder that holds uploaded bytes; a temporary one goes away with its last holder.
final class StorageFolder: Sendable {
    let url: URL
    private let isTemporary: Bool

    /// Makes the folder when the first file comes.
    init(_ chosen: URL?) {
        let temporary = FileManager.default.temporaryDirectory.appending(path: "gemini-emulator-\(UUID().uuidString)")
        url = chosen ?? temporary
        isTemporary = chosen == nil
    }

    deinit {
        // Nobody is left to tell when it fails; the system empties its temporary folder in time.
        if isTemporary { try? FileManager.default.removeItem(at: url) }
    }

    /// A path for a new file.
    func newFile() throws -> String {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url.appending(path: UUID().uuidString.lowercased()).path
    }

    /// Removes a file that is no longer needed.
    func remove(_ path: String) {
        // Already gone is as good as removed.
        try? FileManager.default.removeItem(atPath: path)
    }
}

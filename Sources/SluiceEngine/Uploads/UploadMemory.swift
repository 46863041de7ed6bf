public import Foundation
package import SluiceLedger

/// Where runs remember what they have uploaded.
public enum UploadMemory: Hashable, Sendable {
    /// Within one run.
    case run
    /// In a file, for all runs of a user, also at the same time. Only its owner may read it.
    case file(URL)

    /// The file in the user's folder for caches: `$XDG_CACHE_HOME/sluice/uploads.sqlite`, else below `~/.cache` or, on macOS,
    /// `~/Library/Caches`. Within one run when there is no such folder.
    public static var user: UploadMemory {
        UserCaches.folder.map { .file($0.appending(path: "uploads.sqlite")) } ?? .run
    }

    /// - Throws: ``LedgerError`` when the file cannot be made, read or is something else; ``ItemError`` for a URL that is no file's.
    package func open() throws -> UploadStore {
        switch self {
        case .run: try UploadStore(at: nil)
        case .file(let url): try UploadStore(at: url.asLocal())
        }
    }

    /// The store; one for this run alone when the file cannot be used, which `warn` is told.
    @concurrent
    package func opened(warn: @Sendable (String) -> Void) async throws -> UploadStore {
        do {
            return try open()
        } catch {
            warn("Uploads are not remembered beyond this run: \(error)")
            return try UploadStore(at: nil)
        }
    }
}

import Foundation
import SluiceSupport

/// Holds a folder for as long as its process lives; the system lets go of it however that ends.
///
/// A folder whose lock can be had belongs to nobody any more.
final class FolderLock: Sendable {
    private let file: OpenDescriptor

    /// `nil` when another holds the folder, or when there is no lock in it and none may be made.
    ///
    /// - Parameter makes: whether a lock is made where there is none.
    convenience init?(_ folder: URL, makes: Bool) {
        let options: OpenDescriptor.Options = makes ? [.readWrite, .noFollow, .create] : [.readWrite, .noFollow]
        self.init(folder.appending(path: ".lock").path, options)
    }

    /// Holds the folder itself, in which no file is made. `nil` when another does, or when it cannot be opened.
    convenience init?(holding folder: URL) { self.init(folder.path, [.readOnly, .folder]) }

    private init?(_ path: String, _ options: OpenDescriptor.Options) {
        do {
            file = try OpenDescriptor(opening: path, options, rights: 0o600)
        } catch {
            return nil
        }
        guard file.lock() else { return nil }
    }
}

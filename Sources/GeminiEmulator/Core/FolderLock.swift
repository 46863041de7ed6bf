import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Holds a folder for as long as its process lives; the system lets go of it however that ends.
///
/// A folder whose lock can be had belongs to nobody any more.
@safe final class FolderLock: Sendable {
    private let descriptor: CInt

    /// `nil` when another holds the folder, or when there is no lock in it and none may be made.
    ///
    /// - Parameter makes: whether a lock is made where there is none.
    init?(_ folder: URL, makes: Bool) {
        let path = folder.appending(path: ".lock").path
        let opened = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | (makes ? O_CREAT : 0), 0o600)
        guard opened >= 0 else { return nil }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        descriptor = opened
    }

    /// Holds the folder itself, in which no file is made. `nil` when another does, or when it cannot be opened.
    init?(holding folder: URL) {
        let opened = unsafe open(folder.path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard opened >= 0 else { return nil }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}

public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Opens files of a run's state: regular files of this user, and nothing that a link leads to. Somebody may have put a link to
/// one of the user's other files there.
public enum StateFile {
    /// Why a file is not used.
    public struct Failure: LocalizedError, Hashable, Sendable, CustomStringConvertible {
        /// `is a symbolic link, and not a file of a run`.
        public let description: String
        public var errorDescription: String? { description }
    }

    /// Opens a file for reading and writing, and makes it when it is missing. It is not emptied. Does not block.
    ///
    /// - Parameter rights: Of a file that is made.
    /// - Returns: Its descriptor, which is the caller's to close.
    /// - Throws: ``Failure``.
    public static func open(_ path: String, rights: UInt32) throws(Failure) -> CInt {
        try require(path)
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        var descriptor: CInt
        repeat { descriptor = openFile(path, flags, mode_t(rights)) } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw Failure(description: "cannot be opened: \(reason(errno))") }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Failure(description: reason(errno)) }
        if let obstacle = obstacle(status) {
            close(descriptor)
            throw Failure(description: obstacle)
        }
        return descriptor
    }

    /// - Throws: ``Failure`` for what is there and is no regular file of this user.
    static func require(_ path: String) throws(Failure) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        if let obstacle = obstacle(status) { throw Failure(description: obstacle) }
    }

    private static func openFile(_ path: String, _ flags: CInt, _ rights: mode_t) -> CInt {
        #if canImport(Glibc)
            unsafe Glibc.open(path, flags, rights)
        #elseif canImport(Musl)
            unsafe Musl.open(path, flags, rights)
        #else
            unsafe Darwin.open(path, flags, rights)
        #endif
    }

    /// The superuser may work in anybody's folder.
    private static func obstacle(_ status: stat) -> String? {
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFLNK: return "is a symbolic link, and not a file of a run"
        default: return "is no regular file"
        }
        return status.st_uid == geteuid() || geteuid() == 0 ? nil : "belongs to another user"
    }

    private static func reason(_ number: CInt) -> String { unsafe String(cString: strerror(number)) }
}

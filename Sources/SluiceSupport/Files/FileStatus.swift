#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a path leads to.
package enum FileKind: Hashable, Sendable {
    case regular, folder, link, pipe, socket, device, other

    /// For messages: `a pipe`. `nil` for a regular file.
    package var nameOfOther: String? {
        switch self {
        case .regular: nil
        case .folder: "a folder"
        case .link: "a symbolic link"
        case .pipe: "a pipe"
        case .socket: "a socket"
        case .device: "a device"
        case .other: "something special"
        }
    }
}

/// What the file system says of a file without reading it.
package struct FileStatus: Hashable, Sendable {
    package let kind: FileKind
    /// In bytes.
    package let size: Int64
    /// When the content was last changed, in nanoseconds since 1970.
    package let modified: Int64
    /// When anything about the file was last changed. Unlike the time above, no program can set it.
    package let changed: Int64
    /// The file's within its device.
    package let number: UInt64
    package let device: UInt64
    /// The number of the user that it belongs to.
    package let owner: UInt32

    /// - Throws: ``SystemError``, also when there is nothing.
    package init(of path: String, followingLinks: Bool = true) throws(SystemError) {
        var info = stat()
        try SystemError.checking { followingLinks ? unsafe stat(path, &info) : unsafe lstat(path, &info) }
        self.init(info)
    }

    /// - Parameter folder: The descriptor of a folder. A link in it is not followed.
    /// - Throws: ``SystemError``, also when there is nothing.
    package init(of name: String, in folder: CInt) throws(SystemError) {
        var info = stat()
        try SystemError.checking { unsafe fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) }
        self.init(info)
    }

    /// - Parameter descriptor: Of an open file.
    /// - Throws: ``SystemError``.
    package init(of descriptor: CInt) throws(SystemError) {
        var info = stat()
        try SystemError.checking { unsafe fstat(descriptor, &info) }
        self.init(info)
    }

    private init(_ info: stat) {
        kind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFCHR, S_IFBLK: .device
            default: .other
            }
        #if canImport(Darwin)
            let (modified, changed) = (info.st_mtimespec, info.st_ctimespec)
        #else
            let (modified, changed) = (info.st_mtim, info.st_ctim)
        #endif
        size = Int64(info.st_size)
        self.modified = Self.nanoseconds(modified)
        self.changed = Self.nanoseconds(changed)
        number = UInt64(info.st_ino)
        device = UInt64(truncatingIfNeeded: info.st_dev)
        owner = info.st_uid
    }

    /// Times beyond the years 1678 to 2262 count as the nearest there is.
    private static func nanoseconds(_ time: timespec) -> Int64 {
        let (whole, isTooLarge) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        guard !isTooLarge else { return time.tv_sec < 0 ? .min : .max }
        return whole &+ Int64(time.tv_nsec)
    }
}

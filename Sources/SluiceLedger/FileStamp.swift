#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the file system says of a file without reading it. Whoever writes to a file changes its stamp.
public struct FileStamp: Hashable, Sendable {
    public let size: Int64
    /// When the content was last changed, in nanoseconds since 1970.
    public let modified: Int64
    /// When anything about the file was last changed. Unlike the time above, no program can set it.
    public let changed: Int64
    public let number: UInt64

    /// Looks at a file, links followed. `nil` when it is not there or no regular file.
    public init?(of path: String) {
        var info = stat()
        guard unsafe stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        size = Int64(info.st_size)
        number = UInt64(info.st_ino)
        #if canImport(Darwin)
            let (modified, changed) = (info.st_mtimespec, info.st_ctimespec)
        #else
            let (modified, changed) = (info.st_mtim, info.st_ctim)
        #endif
        self.modified = Self.nanoseconds(modified)
        self.changed = Self.nanoseconds(changed)
    }

    /// Reads what ``text`` wrote.
    init?(_ text: String) {
        let fields = text.split(separator: " ")
        guard fields.count == 4, let size = Int64(fields[0]), let modified = Int64(fields[1]),
            let changed = Int64(fields[2]), let number = UInt64(fields[3])
        else { return nil }
        self.size = size
        self.modified = modified
        self.changed = changed
        self.number = number
    }

    public var text: String { "\(size) \(modified) \(changed) \(number)" }

    /// Times beyond the years 1678 to 2262 count as the nearest there is.
    private static func nanoseconds(_ time: timespec) -> Int64 {
        let (whole, isTooLarge) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        guard !isTooLarge else { return time.tv_sec < 0 ? .min : .max }
        return whole &+ Int64(time.tv_nsec)
    }
}

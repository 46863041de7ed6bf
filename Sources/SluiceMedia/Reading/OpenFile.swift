import Foundation

/// A regular file, open for reading, closed at the end.
struct OpenFile: ~Copyable {
    let descriptor: CInt
    /// As it was when opened.
    let stamp: Stamp

    /// What a change of content cannot leave as it was.
    struct Stamp: Equatable {
        let size: Int64
        let seconds: Int
        let nanoseconds: Int

        init(_ info: stat) {
            size = Int64(info.st_size)
            #if canImport(Darwin)
                let time = info.st_mtimespec
            #else
                let time = info.st_mtim
            #endif
            seconds = Int(time.tv_sec)
            nanoseconds = Int(time.tv_nsec)
        }

        var modified: Date {
            Date(timeIntervalSince1970: Double(seconds) + Double(nanoseconds) / 1e9)
        }
    }

    /// Opens a file that has something in it. Never waits: a pipe or a device is refused at once.
    init(_ path: String) throws(MediaError) {
        guard !path.utf8.contains(0) else { throw MediaError(.unreadable, "the path holds a zero byte") }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure(opening: path, errno) }
        var info = stat()
        guard unsafe fstat(descriptor, &info) == 0 else {
            let code = errno
            close(descriptor)
            throw MediaError(.unreadable, Self.reason(code))
        }
        if let other = Self.nameOfOther(info.st_mode) {
            close(descriptor)
            throw MediaError(.notAFile, "\(other), not a file")
        }
        guard info.st_size > 0 else {
            close(descriptor)
            throw MediaError(.empty, "the file is empty")
        }
        self.descriptor = descriptor
        stamp = Stamp(info)
    }

    deinit { close(descriptor) }

    /// Whether nothing was written to it since it was opened, as far as the file system tells.
    func isUnchanged() -> Bool {
        var info = stat()
        return unsafe fstat(descriptor, &info) == 0 && Stamp(info) == stamp
    }

    /// So many bytes from an offset; fewer only at the end.
    func piece(at offset: Int64, _ count: Int, until ticket: Ticket) throws(MediaError) -> [UInt8] {
        guard !ticket.isCancelled else { throw .cancelled }
        var piece = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe piece.withUnsafeMutableBytes { bytes in
                unsafe pread(
                    descriptor,
                    bytes.baseAddress?.advanced(by: filled),
                    count - filled,
                    off_t(offset) + filled
                )
            }
            if got < 0 {
                guard errno == EINTR else { throw MediaError(.unreadable, Self.reason(errno)) }
                continue
            }
            if got == 0 { break }
            filled += got
        }
        piece.removeSubrange(filled...)
        return piece
    }

    private static func nameOfOther(_ mode: mode_t) -> String? {
        switch mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a directory"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case S_IFCHR, S_IFBLK: "a device"
        default: "something special"
        }
    }

    private static func failure(opening path: String, _ code: CInt) -> MediaError {
        if code == ENXIO { return MediaError(.notAFile, "a socket or a device, not a file") }
        if code == ENOENT {
            var info = stat()
            let isLink = unsafe lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
            return MediaError(.unreadable, isLink ? "a link to nothing" : "no such file")
        }
        return MediaError(.unreadable, reason(code))
    }

    static func reason(_ code: CInt) -> String {
        unsafe String(cString: strerror(code)).lowercased()
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A regular file held open for reading. It closes when the last holder lets go.
///
/// Everyone reads at an offset of their own, so one file can be sent, hashed and sent again at the same time. What was
/// opened stays what is read, whatever becomes of its name.
public final class SourceFile: Sendable {
    /// As it was given; for messages.
    public let path: String
    /// The size in bytes when it was opened.
    public let size: Int64
    /// The open descriptor. Valid as long as this object lives; not to be closed by others.
    public let descriptor: CInt

    /// Opens a file.
    ///
    /// - Throws: ``TransportError`` of kind `unreadableBody` with the system's reason, also for what is no regular file.
    public init(opening path: String) throws(TransportError) {
        // O_NONBLOCK: opening a FIFO must not wait for a writer.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        var info = stat()
        guard unsafe fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw TransportError(.unreadableBody, "\(path): not a regular file")
        }
        self.path = path
        self.size = Int64(info.st_size)
        self.descriptor = descriptor
    }

    /// Bytes in memory, in a temporary file that has no name any more.
    ///
    /// - Parameter label: For messages.
    /// - Throws: ``TransportError`` of kind `unreadableBody` where the system has no room for them.
    public init(holding bytes: some Sequence<UInt8>, named label: String) throws(TransportError) {
        let descriptor = Self.anonymousFile()
        guard descriptor >= 0 else { throw Self.failure(label, errno) }
        let bytes = Array(bytes)
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe write(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: $0[written...]).baseAddress,
                    $0.count - written
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = errno
                close(descriptor)
                throw Self.failure(label, reason)
            }
            written += count
        }
        path = label
        size = Int64(bytes.count)
        self.descriptor = descriptor
    }

    private static func anonymousFile() -> CInt {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/sluice.XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { return descriptor }
        unsafe unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    deinit { close(descriptor) }

    /// Reads up to `count` bytes at an offset; fewer only at the end of the file.
    public func read(at offset: Int64, count: Int) throws(TransportError) -> [UInt8] {
        var failure: CInt = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]
                )
                let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    break
                } else if errno != EINTR {
                    failure = errno
                    break
                }
            }
        }
        guard failure == 0 else { throw Self.failure(path, failure) }
        return bytes
    }

    private static func failure(_ path: String, _ code: CInt) -> TransportError {
        let reason = unsafe String(cString: strerror(code))
        return TransportError(.unreadableBody, "\(path): \(reason)")
    }
}

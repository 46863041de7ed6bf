import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file as it will be, in the folder of drafts. It goes away with its last holder, unless it was put in its place.
///
/// A process that is killed leaves it where it is.
final class Draft: Sendable {
    /// Its place.
    let target: String
    private let descriptor: CInt
    /// `nil` once it is in its place.
    private let path: Mutex<String?>

    /// - Parameters:
    ///   - target: Its place.
    ///   - room: A folder on the same file system.
    /// - Throws: ``ItemError`` with the system's reason.
    init(_ bytes: [UInt8], for target: String, in room: String) throws(ItemError) {
        self.target = target
        let path = "\(room)/\(String(UInt64.random(in: .min ... .max), radix: 36))"
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        self.path = Mutex(descriptor < 0 ? nil : path)
        guard descriptor >= 0 else { throw failure(isRuns: true) }
        try save(bytes)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        path.withLock { path in
            if let path { unsafe unlink(path) }
        }
    }

    func sync() throws(ItemError) {
        guard OutputTree.retried({ fsync(descriptor) }) == 0 else { throw failure() }
    }

    /// Puts it in its place.
    ///
    /// - Parameter folder: The descriptor of its folder.
    func place(in folder: CInt) throws(ItemError) {
        let isPlaced = path.withLock { path in
            guard let draft = path else { return false }
            let name = PathText.name(of: target)
            guard OutputTree.retried({ unsafe renameat(AT_FDCWD, draft, folder, name) }) == 0 else { return false }
            path = nil
            return true
        }
        guard isPlaced else { throw failure() }
    }

    /// Leaves it among the drafts, where the next run finds it.
    func keep() { path.withLock { $0 = nil } }

    private func save(_ bytes: [UInt8]) throws(ItemError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe put(UnsafeRawBufferPointer(rebasing: buffer[written...]))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(isRuns: true) }
            written += count
        }
        #if os(Linux)
            // Lets the kernel begin to write what the sync will wait for.
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        #endif
    }

    private func put(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// The draft's own name says nothing to anybody.
    ///
    /// - Parameter isRuns: Whether the folder of drafts is at fault, which all items share.
    private func failure(isRuns: Bool = false) -> ItemError {
        var error = ItemError(unwritable: target, errno)
        if isRuns { error.concernsRun = true }
        return error
    }
}
